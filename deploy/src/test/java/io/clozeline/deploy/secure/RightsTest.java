package io.clozeline.deploy.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class RightsTest {
  @Test
  void theDocumentShowsTheRightsThatAreGranted() throws IOException {
    // When
    List<String> table =
        Files.readAllLines(Path.of("ACCESS.md")).stream()
            .dropWhile(line -> !line.startsWith("|"))
            .takeWhile(line -> line.startsWith("|"))
            .toList();
    // Then
    assertEquals(String.join("\n", RightsTable.lines()), String.join("\n", table));
  }

  @Test
  void noRightIsGrantedTwiceOrOnEverything() {
    for (Rights rights : Rights.all()) {
      var bindings = rights.bindings();
      assertEquals(new HashSet<>(bindings).size(), bindings.size());
      for (var binding : bindings) {
        assertFalse(binding.pattern().name().equals("*"), binding.toString());
        assertFalse(binding.entry().operation() == AclOperation.ALL, binding.toString());
        assertFalse(binding.pattern().resourceType() == ResourceType.CLUSTER, binding.toString());
      }
    }
  }

  @Test
  void noServiceMayWriteWhatAnotherAnswers() {
    List<Rights> services = Rights.all().stream().filter(r -> r.group() != null).toList();
    for (Rights one : services) {
      for (Rights other : services) {
        var shared = new HashSet<>(one.writes());
        shared.retainAll(other.writes());
        assertEquals(one == other ? new HashSet<>(one.writes()) : new HashSet<>(), shared);
      }
    }
  }
}

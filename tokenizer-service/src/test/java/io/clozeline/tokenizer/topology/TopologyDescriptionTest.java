package io.clozeline.tokenizer.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The topology as a page to read. Changing it changes names of topics and stores that running
 * installations have, so that it is never changed by accident.
 */
class TopologyDescriptionTest {
  @Test
  void isAsDescribed() throws IOException {
    // Given
    String expected;
    try (var file = getClass().getResourceAsStream("/expected_topology.txt")) {
      expected = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }

    // When
    String description = Driver.topology().describe().toString();

    // Then
    assertEquals(expected.strip(), description.strip());
  }
}

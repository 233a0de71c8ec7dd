package io.clozeline.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Bytes from outside never choose a class: over the sources of all modules. */
class NoObjectDeserialisationTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "ObjectInputStream|ObjectInputFilter|\\.readObject\\(|readUnshared|XMLDecoder"
              + "|DefaultTyping|@JsonTypeInfo|PolymorphicTypeValidator|snakeyaml|XStream|Kryo"
              + "|ScriptEngine|ObjectMessage|java\\.rmi|InitialContext");

  @Test
  void noSourceReadsObjectsOutOfBytes() throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT)) {
      List<Path> sources =
          files
              .filter(file -> file.toString().contains("/src/main/java/"))
              .filter(this::isJava)
              .toList();
      assertTrue(sources.size() > 200, sources.size() + " sources under " + PROJECT);
      assertEquals(List.of(), sources.stream().filter(this::reads).toList());
    }
  }

  private boolean isJava(Path file) {
    return file.toString().endsWith(".java");
  }

  private boolean reads(Path source) {
    try {
      return FORBIDDEN.matcher(Files.readString(source)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

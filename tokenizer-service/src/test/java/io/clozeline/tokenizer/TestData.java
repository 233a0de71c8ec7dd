package io.clozeline.tokenizer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The folder of reference data that is too large, or too encumbered, to ship. Tests that need it
 * are skipped where it is not there.
 */
public final class TestData {
  private static final String SETTING = "CLOZELINE_DATA";

  private TestData() {}

  /** A file of the folder; skips the test where it is absent. */
  public static Path file(String name) {
    Path file = folder().resolve(name);
    assumeTrue(
        Files.exists(file),
        () -> file.toAbsolutePath().normalize() + " is absent. Set " + SETTING + " to the folder.");
    return file;
  }

  /** The lines of a file that ends in {@code .gz}. */
  public static List<String> unpackedLines(Path file) {
    try (var in = new GZIPInputStream(Files.newInputStream(file));
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    return Path.of(
        Optional.ofNullable(System.getProperty(SETTING))
            .or(() -> Optional.ofNullable(System.getenv(SETTING)))
            .orElse("../../shared/data"));
  }
}

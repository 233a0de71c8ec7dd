package io.clozeline.deploy.input;

import io.clozeline.events.codec.JsonCodec;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lines of a file or of standard input, counted. Blank lines are passed over, and counted. */
public final class Lines implements AutoCloseable {
  /** One text, as a line. */
  private record One(String text, String textB) {}

  private static final JsonCodec<One> JSON = JsonCodec.of(One.class);

  private final BufferedReader reader;
  private long number;
  private long blank;

  public Lines(InputStream in) {
    this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** Opens {@code file}; standard input when it is null or {@code -}. */
  public static Lines open(Path file) {
    if (file == null || file.toString().equals("-")) {
      return new Lines(System.in);
    }
    try {
      return new Lines(Files.newInputStream(file));
    } catch (IOException e) {
      throw new InputException("Cannot read " + file + ": " + e.getMessage());
    }
  }

  /** One text as a JSON object on a line; {@code textB} null for a single one. */
  public static Lines of(String text, String textB) {
    return new Lines(new ByteArrayInputStream(JSON.encode(new One(text, textB))));
  }

  /** The next line that is not blank; null at the end. */
  public String next() {
    try {
      String line = reader.readLine();
      while (line != null) {
        number++;
        if (!line.isBlank()) {
          return line;
        }
        blank++;
        line = reader.readLine();
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("the input cannot be read any further", e);
    }
  }

  /** The number of the line that was read last, from 1. */
  public long number() {
    return number;
  }

  /** How many blank lines were passed over. */
  public long blank() {
    return blank;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.clozeline.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;

/** The records that stand in topics since the first version. */
public final class GoldenFiles {
  private GoldenFiles() {}

  /** The bytes of a record: JSON without the file's last line break, or hexadecimal lines. */
  public static byte[] read(String file) {
    try (var in = GoldenFiles.class.getResourceAsStream("/golden/" + file)) {
      String content = new String(in.readAllBytes(), UTF_8);
      return file.endsWith(".hex")
          ? HexFormat.of().parseHex(content.replace("\n", ""))
          : content.stripTrailing().getBytes(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.clozeline.deploy.evaluate.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A data set in a file, whose layout its name tells. */
public final class ItemFile {
  private static final List<ItemReader> READERS =
      List.of(new TsvItems(), new JsonLinesItems(), new SquadItems());
  private static final String ZIPPED = ".gz";

  private ItemFile() {}

  /**
   * Reads the rows that {@code where} takes; a name that ends in {@code .gz} through gzip.
   *
   * @throws IllegalArgumentException when it cannot be read as what its name says, or has no such
   *     row
   */
  public static ItemSet read(Path file, Where where) throws IOException {
    String name = file.getFileName().toString();
    boolean zipped = name.endsWith(ZIPPED);
    String plain = zipped ? name.substring(0, name.length() - ZIPPED.length()) : name;
    ItemReader layout =
        READERS.stream()
            .filter(reader -> plain.endsWith(reader.ending()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = zipped ? new GZIPInputStream(raw) : raw;
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      var items = new ItemSet(layout.read(name, reader, where));
      if (items.size() == 0) {
        throw new IllegalArgumentException(name + " has no row where " + where.values());
      }
      return items;
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("There is no file " + file + ".", e);
    }
  }

  private static String unknown(String name) {
    return name
        + " is none of "
        + String.join(", ", READERS.stream().map(ItemReader::ending).toList())
        + ", with or without "
        + ZIPPED;
  }
}

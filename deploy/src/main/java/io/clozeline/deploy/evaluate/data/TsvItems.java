package io.clozeline.deploy.evaluate.data;

import io.clozeline.deploy.input.Columns;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table whose header names the columns {@code text}, or {@code text_a} and {@code text_b}, and
 * {@code label}, or {@code labels} with commas between them; there is no quoting.
 */
public final class TsvItems implements ItemReader {
  @Override
  public String ending() {
    return ".tsv";
  }

  @Override
  public List<Item> read(String name, BufferedReader reader, Where where) throws IOException {
    String header = reader.readLine();
    if (header == null) {
      throw new IllegalArgumentException(name + " is empty");
    }
    Columns columns = Columns.of(header);
    String text = columns.names().contains("text") ? "text" : "text_a";
    if (!columns.names().contains(text)) {
      throw new IllegalArgumentException(
          name
              + " needs a header with the columns text (or text_a, text_b) and label, not "
              + columns.names());
    }
    List<Item> items = new ArrayList<>();
    int number = 1;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      requireWidth(name, number, line, columns);
      String row = line;
      if (where.takes(column -> columns.optional(column, row))) {
        items.add(item(columns, text, line));
      }
    }
    return items;
  }

  private static Item item(Columns columns, String text, String line) {
    String labels = columns.optional("labels", line);
    return new Item(
        columns.cell(columns.require(text), line),
        columns.optional("text_b", line),
        columns.optional("label", line),
        labels == null && !columns.names().contains("labels") ? null : parts(labels),
        null,
        columns.optional("group", line));
  }

  private static List<String> parts(String labels) {
    return labels == null
        ? List.of()
        : Stream.of(labels.split(",")).map(String::strip).filter(l -> !l.isEmpty()).toList();
  }

  private static void requireWidth(String name, int number, String line, Columns columns) {
    int cells = line.split("\t", -1).length;
    if (cells < columns.names().size()) {
      throw new IllegalArgumentException(
          name + " line " + number + " has " + cells + " columns, not " + columns.names().size());
    }
  }
}

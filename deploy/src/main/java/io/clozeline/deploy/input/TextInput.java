package io.clozeline.deploy.input;

import io.clozeline.events.Text;
import io.clozeline.events.codec.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads texts of one task or several. A text without an id gets the number of its line as its id;
 * tasks that a record names itself stay.
 */
public final class TextInput {
  /** Which columns of a TSV hold what. */
  public record Layout(String text, String textB, String id) {
    /** {@code text}, {@code text_b} and {@code id}; the last two may be missing. */
    public static final Layout DEFAULT = new Layout("text", "text_b", "id");
  }

  /** A text as a person writes it, with most fields left out. */
  private record Loose(
      String id,
      String task,
      String text,
      String textB,
      Map<String, String> meta,
      List<String> tasks) {
    Text strict(List<String> otherwise, String otherwiseId) {
      String key = id == null ? otherwiseId : id;
      if (task != null || tasks != null) {
        return new Text(key, task, text, textB, meta, tasks);
      }
      return otherwise.size() == 1
          ? new Text(key, otherwise.get(0), text, textB, meta)
          : new Text(key, null, text, textB, meta, otherwise);
    }
  }

  private static final JsonCodec<Loose> JSON = JsonCodec.of(Loose.class);

  private final Lines lines;
  private final List<String> tasks;
  private final Function<String, Loose> parse;

  private TextInput(Lines lines, List<String> tasks, Function<String, Loose> parse) {
    this.lines = lines;
    this.tasks = List.copyOf(tasks);
    this.parse = parse;
  }

  /**
   * Starts to read; takes the header line of a TSV.
   *
   * @param tasks that annotate a text which names none itself
   * @throws InputException when a column is missing
   */
  public static TextInput open(Lines lines, Format format, Layout layout, List<String> tasks) {
    return new TextInput(
        lines,
        tasks,
        switch (format) {
          case LINES -> line -> new Loose(null, null, line, null, null, null);
          case TSV -> tsv(lines, layout);
          case JSONL -> line -> JSON.decode(line.getBytes(StandardCharsets.UTF_8));
        });
  }

  /** The next text; null at the end. */
  public Row<Text> next() {
    String line = lines.next();
    if (line == null) {
      return null;
    }
    String number = Long.toString(lines.number());
    return Row.of(lines.number(), () -> parse.apply(line).strict(tasks, number));
  }

  private static Function<String, Loose> tsv(Lines lines, Layout layout) {
    String header = lines.next();
    if (header == null) {
      throw new InputException("The input is empty; a TSV starts with a line of column names.");
    }
    Columns columns = Columns.of(header);
    int text = columns.require(layout.text());
    return line ->
        new Loose(
            columns.optional(layout.id(), line),
            null,
            columns.cell(text, line),
            columns.optional(layout.textB(), line),
            null,
            null);
  }
}

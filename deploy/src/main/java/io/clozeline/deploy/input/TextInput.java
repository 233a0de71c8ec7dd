package io.clozeline.deploy.input;

import io.clozeline.events.Text;
import io.clozeline.events.codec.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads texts of one task. A text without an id gets the number of its line as its id; a task that
 * a record names itself stays.
 */
public final class TextInput {
  /** Which columns of a TSV hold what. */
  public record Layout(String text, String textB, String id) {
    /** {@code text}, {@code text_b} and {@code id}; the last two may be missing. */
    public static final Layout DEFAULT = new Layout("text", "text_b", "id");
  }

  /** A text as a person writes it, with most fields left out. */
  private record Loose(
      String id, String task, String text, String textB, Map<String, String> meta) {
    Text strict(String otherwiseTask, String otherwiseId) {
      return new Text(
          id == null ? otherwiseId : id, task == null ? otherwiseTask : task, text, textB, meta);
    }
  }

  private static final JsonCodec<Loose> JSON = JsonCodec.of(Loose.class);

  private final Lines lines;
  private final String task;
  private final Function<String, Loose> parse;

  private TextInput(Lines lines, String task, Function<String, Loose> parse) {
    this.lines = lines;
    this.task = task;
    this.parse = parse;
  }

  /**
   * Starts to read; takes the header line of a TSV.
   *
   * @throws InputException when a column is missing
   */
  public static TextInput open(Lines lines, Format format, Layout layout, String task) {
    return new TextInput(
        lines,
        task,
        switch (format) {
          case LINES -> line -> new Loose(null, null, line, null, null);
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
    return Row.of(lines.number(), () -> parse.apply(line).strict(task, number));
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
            null);
  }
}

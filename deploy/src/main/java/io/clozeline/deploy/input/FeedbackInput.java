package io.clozeline.deploy.input;

import io.clozeline.events.Feedback;
import io.clozeline.events.TextSpan;
import io.clozeline.events.codec.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * Reads feedback on one task: TSV with the columns {@code text}, perhaps {@code text_b}, or {@code
 * id}, or both, and one that says what is right (see {@link Said}); or JSONL. Feedback without an
 * id gets one that follows from its text, so that a second word on the same text replaces the
 * first.
 */
public final class FeedbackInput {
  /** Feedback as a person writes it, with most fields left out. */
  public record Loose(
      String id,
      String task,
      String label,
      String text,
      String textB,
      String annotator,
      Instant at,
      Boolean erase,
      List<String> labels,
      Double value,
      List<String> tags,
      List<TextSpan> spans,
      List<String> fills) {
    /** The same, complete; what it says of its task itself stays. */
    public Feedback strict(String otherwiseTask) {
      String name = task == null ? otherwiseTask : task;
      String key = id == null && text != null ? idOf(text, textB) : id;
      return new Feedback(
          key, name, label, text, textB, annotator, at, erase, labels, value, tags, spans, fills);
    }
  }

  private static final JsonCodec<Loose> JSON = JsonCodec.of(Loose.class);

  private final Lines lines;
  private final String task;
  private final Function<String, Loose> parse;

  private FeedbackInput(Lines lines, String task, Function<String, Loose> parse) {
    this.lines = lines;
    this.task = task;
    this.parse = parse;
  }

  /**
   * Starts to read; takes the header line of a TSV.
   *
   * @throws InputException when a column is missing, or the input is plain lines
   */
  public static FeedbackInput open(Lines lines, Format format, String task) {
    return new FeedbackInput(
        lines,
        task,
        switch (format) {
          case LINES ->
              throw new InputException("Feedback comes as TSV or JSONL; say which with --input.");
          case TSV -> tsv(lines);
          case JSONL -> line -> JSON.decode(line.getBytes(StandardCharsets.UTF_8));
        });
  }

  /** The next feedback; null at the end. */
  public Row<Feedback> next() {
    String line = lines.next();
    return line == null ? null : Row.of(lines.number(), () -> parse.apply(line).strict(task));
  }

  /** The id of a text that has none: the first 16 hexadecimal digits of its sha-256. */
  public static String idOf(String text, String textB) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      sha.update(text.getBytes(StandardCharsets.UTF_8));
      if (textB != null) {
        sha.update((byte) 0);
        sha.update(textB.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(sha.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Function<String, Loose> tsv(Lines lines) {
    String header = lines.next();
    if (header == null) {
      throw new InputException("The input is empty; a TSV starts with a line of column names.");
    }
    Columns columns = Columns.of(header);
    if (!columns.names().contains("id")) {
      columns.require("text");
    }
    List<String> answers = Said.FIELDS.stream().filter(columns.names()::contains).toList();
    if (answers.size() != 1) {
      throw new InputException(
          "One column of "
              + Said.FIELDS
              + " says what is right; the first line names "
              + columns.names()
              + ".");
    }
    String field = answers.get(0);
    return line ->
        Said.read(field, columns.optional(field, line))
            .loose(
                columns.optional("id", line),
                columns.optional("text", line),
                columns.optional("text_b", line));
  }
}

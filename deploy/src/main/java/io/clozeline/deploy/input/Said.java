package io.clozeline.deploy.input;

import io.clozeline.events.TextSpan;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a person says is right, written in a cell or an option: {@code label}; {@code labels} with
 * commas between them; {@code value}, a number; {@code tags} and {@code fills} with spaces between
 * them; {@code spans} as {@code start-end} or {@code start-end:label} with spaces between them. An
 * empty cell is nothing said, but a dash under {@code labels} or {@code spans} says that there is
 * none.
 */
public record Said(
    String label,
    List<String> labels,
    Double value,
    List<String> tags,
    List<TextSpan> spans,
    List<String> fills) {
  /** The names that what is right may go by. */
  public static final List<String> FIELDS =
      List.of("label", "labels", "value", "tags", "spans", "fills");

  private static final String NONE = "-";
  private static final Pattern SPAN = Pattern.compile("(\\d{1,9})-(\\d{1,9})(?::(.+))?");

  /**
   * Reads what is written in the field of that name; nothing for null.
   *
   * @throws EventException when it is not written so
   */
  public static Said read(String field, String written) {
    boolean here = written != null;
    return new Said(
        field.equals("label") ? written : null,
        here && field.equals("labels") ? split(written, ",").toList() : null,
        here && field.equals("value") ? number(written) : null,
        here && field.equals("tags") ? split(written, " ").toList() : null,
        here && field.equals("spans") ? split(written, " ").map(Said::span).toList() : null,
        here && field.equals("fills") ? split(written, " ").toList() : null);
  }

  /** As feedback on a text; the id may be null. */
  public FeedbackInput.Loose loose(String id, String text, String textB) {
    return new FeedbackInput.Loose(
        id, null, label, text, textB, null, null, null, labels, value, tags, spans, fills);
  }

  private static Stream<String> split(String written, String by) {
    return written.equals(NONE)
        ? Stream.of()
        : Stream.of(written.split(by)).map(String::strip).filter(part -> !part.isEmpty());
  }

  private static double number(String written) {
    try {
      return Double.parseDouble(written);
    } catch (NumberFormatException e) {
      throw new EventException(ErrorCode.INVALID_FIELD, "the field \"value\" is no number");
    }
  }

  private static TextSpan span(String written) {
    Matcher matcher = SPAN.matcher(written);
    if (!matcher.matches()) {
      throw new EventException(
          ErrorCode.INVALID_FIELD, "a span is written start-end or start-end:label");
    }
    return TextSpan.of(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), matcher.group(3));
  }
}

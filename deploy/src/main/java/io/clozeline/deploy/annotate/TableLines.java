package io.clozeline.deploy.annotate;

import io.clozeline.events.Annotation;
import io.clozeline.events.Text;
import java.util.Locale;

/**
 * Columns for a person: the answer, how likely it is, how long it took, and the text as far as
 * there is room. The columns are fixed, since the answers to come are not known.
 */
public final class TableLines implements AnswerFormat {
  private static final String COLUMNS = "%-16s %6s %8s  %s";
  private static final int ANSWER = 16;

  /** Stands between the texts of a pair. */
  public static final String PAIR = " ‖ ";

  private final int textWidth;

  /** Texts are cut after {@code textWidth} characters. */
  public TableLines(int textWidth) {
    this.textWidth = textWidth;
  }

  @Override
  public String header() {
    return String.format(Locale.ROOT, COLUMNS, "answer", "score", "ms", "text");
  }

  @Override
  public String annotation(String id, Text text, Annotation a, double millis) {
    String end = a.truncated() ? "  (cut: " + a.tokensIn() + " tokens)" : "";
    String task = text.tasks() == null ? "" : a.task() + ": ";
    AnswerText answer = AnswerText.of(a, text);
    String both = text.textB() == null ? text.text() : text.text() + PAIR + text.textB();
    return row(
        task + onOneLine(answer.answer()), answer.score(), millis, shorten(both, textWidth) + end);
  }

  @Override
  public String refusal(String id, long line, Refusal refusal) {
    return "✗ line "
        + line
        + ": "
        + refusal.code().text()
        + ": "
        + refusal.cause()
        + " ("
        + refusal.stage()
        + ")";
  }

  /** {@code text} on one line, cut after {@code width} characters but never inside one. */
  public static String shorten(String text, int width) {
    String line = onOneLine(text);
    if (line.codePointCount(0, line.length()) <= width) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, width - 1)) + "…";
  }

  private static String onOneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  private static String row(String answer, String score, double millis, String text) {
    String wide = answer.length() > ANSWER ? answer : shorten(answer, ANSWER);
    return String.format(Locale.ROOT, COLUMNS, wide, score, Math.round(millis), text);
  }
}

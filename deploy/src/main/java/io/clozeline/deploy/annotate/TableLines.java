package io.clozeline.deploy.annotate;

import io.clozeline.events.Annotation;
import io.clozeline.events.Annotation.Fill;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Columns for a person: the answer, how likely it is, how long it took, and the text as far as
 * there is room. The columns are fixed, since the answers to come are not known.
 */
public final class TableLines implements AnswerFormat {
  private static final String COLUMNS = "%-16s %6s %8s  %s";
  private static final int ANSWER = 16;
  private static final int WORDS = 3;

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
  public String annotation(String id, String text, Annotation a, double millis) {
    String end = a.truncated() ? "  (cut: " + a.tokensIn() + " tokens)" : "";
    if (a.fills() != null) {
      return row(fills(a.fills()), "", millis, shorten(text, textWidth) + end);
    }
    String score = a.label() == null ? "" : score(a.scores(), a.label());
    String label = a.label() == null ? "(not trained)" : a.label();
    return row(label, score, millis, shorten(text, textWidth) + end);
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
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    if (line.codePointCount(0, line.length()) <= width) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, width - 1)) + "…";
  }

  private static String row(String answer, String score, double millis, String text) {
    String wide = answer.length() > ANSWER ? answer : shorten(answer, ANSWER);
    return String.format(Locale.ROOT, COLUMNS, wide, score, Math.round(millis), text);
  }

  private static String score(Map<String, Double> scores, String label) {
    Double score = scores == null ? null : scores.get(label);
    return score == null ? "" : String.format(Locale.ROOT, "%.3f", score);
  }

  private static String fills(List<List<Fill>> fills) {
    return fills.stream()
        .map(
            mask ->
                mask.stream()
                    .limit(WORDS)
                    .map(f -> String.format(Locale.ROOT, "%s %.2f", f.word(), f.probability()))
                    .collect(Collectors.joining(", ")))
        .collect(Collectors.joining(" | "));
  }
}

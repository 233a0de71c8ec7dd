package io.clozeline.deploy.annotate;

import io.clozeline.events.Annotation;
import io.clozeline.events.Annotation.Fill;
import io.clozeline.events.Text;
import io.clozeline.events.TextSpan;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An annotation's answer for a person, by the fields that it has.
 *
 * @param score of the answer as a whole; empty where it has several, or none
 */
public record AnswerText(String answer, String score) {
  private static final int WORDS = 3;

  /** Of {@code a}; {@code text} is read where the answer is a part of it. */
  public static AnswerText of(Annotation a, Text text) {
    if (a.fills() != null) {
      return new AnswerText(fills(a.fills()), "");
    }
    if (a.tags() != null) {
      return new AnswerText(a.spans() == null ? tags(a, text) : entities(a, text), "");
    }
    if (a.spans() != null) {
      return best(a.spans(), text);
    }
    if (a.value() != null) {
      return new AnswerText(String.format(Locale.ROOT, "%.3f", a.value()), "");
    }
    if (a.labels() != null) {
      return new AnswerText(labels(a), "");
    }
    return a.label() == null
        ? new AnswerText("(not trained)", "")
        : new AnswerText(a.label(), score(a.scores(), a.label()));
  }

  private static String labels(Annotation a) {
    return a.labels().isEmpty()
        ? "(none)"
        : a.labels().stream()
            .map(label -> (label + " " + score(a.scores(), label)).strip())
            .collect(Collectors.joining(", "));
  }

  private static String tags(Annotation a, Text text) {
    return a.tags().stream()
        .map(tag -> part(text.text(), tag) + "/" + tag.label())
        .collect(Collectors.joining(" "));
  }

  private static String entities(Annotation a, Text text) {
    return a.spans().isEmpty()
        ? "(none)"
        : a.spans().stream()
            .map(span -> part(text.text(), span) + " (" + span.label() + ")")
            .collect(Collectors.joining(", "));
  }

  /** A span of a pair stands in its second text. */
  private static AnswerText best(List<TextSpan> spans, Text text) {
    if (spans.isEmpty()) {
      return new AnswerText("(no answer)", "");
    }
    TextSpan best = spans.get(0);
    String within = text.textB() == null ? text.text() : text.textB();
    return new AnswerText(part(within, best), number(best.score()));
  }

  private static String part(String text, TextSpan span) {
    return span.end() <= text.length() ? text.substring(span.start(), span.end()) : "?";
  }

  private static String score(Map<String, Double> scores, String label) {
    return scores == null ? "" : number(scores.get(label));
  }

  private static String number(Double score) {
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

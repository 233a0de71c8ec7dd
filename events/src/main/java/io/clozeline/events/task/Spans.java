package io.clozeline.events.task;

import io.clozeline.events.TextSpan;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.util.List;

/** What kinds whose feedback has spans do alike. */
public final class Spans {
  private Spans() {}

  /** Requires all spans to end within {@code text}; of a text that is not there, anything may. */
  public static void requireWithin(String text, List<TextSpan> spans) {
    for (TextSpan span : spans) {
      if (text != null && span.end() > text.length()) {
        throw new EventException(
            ErrorCode.SPAN_OUTSIDE,
            "a span ends at " + span.end() + " of " + text.length() + " characters");
      }
    }
  }

  /** The F1 of the characters that two spans share, 0 to 1. */
  public static double overlap(TextSpan one, TextSpan other) {
    int shared = Math.min(one.end(), other.end()) - Math.max(one.start(), other.start());
    int all = one.end() - one.start() + other.end() - other.start();
    return shared <= 0 ? 0 : 2.0 * shared / all;
  }
}

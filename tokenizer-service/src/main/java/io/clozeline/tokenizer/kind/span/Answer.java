package io.clozeline.tokenizer.kind.span;

import io.clozeline.events.TextSpan;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.tokenizer.sequence.Span;
import io.clozeline.tokenizer.wordpiece.Pieces;
import java.util.Arrays;

/** Where an answer is among the tokens of its passage; of no tokens where there is none. */
record Answer(Span tokens) {
  static final Answer NONE = new Answer(Span.first(0));

  private static final int CLS = 1; // selected before the passage's tokens

  /**
   * The tokens that hold some of {@code span}.
   *
   * @throws EventException when there is none
   */
  static Answer of(TextSpan span, Pieces passage) {
    int from = 0;
    while (from < passage.size() && passage.ends()[from] <= span.start()) {
      from++;
    }
    int to = from;
    while (to < passage.size() && passage.starts()[to] < span.end()) {
      to++;
    }
    if (from == to) {
      throw new EventException(
          ErrorCode.SPAN_OUTSIDE,
          "the span from " + span.start() + " to " + span.end() + " holds nothing that BERT reads");
    }
    return new Answer(new Span(from, to));
  }

  boolean none() {
    return tokens.length() == 0;
  }

  /** Whether all of it is in {@code window}. */
  boolean in(Span window) {
    return !none() && window.from() <= tokens.from() && tokens.to() <= window.to();
  }

  /** Its first and its last token among the selected positions of {@code window}. */
  int[] target(Span window) {
    if (!in(window)) {
      return new int[2]; // [CLS]
    }
    return new int[] {CLS + tokens.from() - window.from(), CLS + tokens.to() - 1 - window.from()};
  }

  /**
   * The windows that it is learnt from, by their numbers: all that hold it and as many of those
   * nearest to them that do not; without an answer, the first and the last.
   *
   * @throws EventException when no window holds all of it
   */
  int[] lesson(Span[] windows) {
    int last = windows.length - 1;
    if (none()) {
      return last == 0 ? new int[] {0} : new int[] {0, last};
    }
    int first = 0;
    while (first < windows.length && !in(windows[first])) {
      first++;
    }
    int end = first;
    while (end < windows.length && in(windows[end])) {
      end++;
    }
    if (first == end) {
      throw new EventException(
          ErrorCode.SPAN_OUTSIDE, "the answer is whole in none of the windows of the passage");
    }
    return around(first, end, windows.length);
  }

  private static int[] around(int first, int end, int windows) {
    int[] numbers = new int[Math.min(windows, 2 * (end - first))];
    int from = Math.max(0, Math.min(first - (end - first) / 2, windows - numbers.length));
    Arrays.setAll(numbers, i -> from + i);
    return numbers;
  }
}

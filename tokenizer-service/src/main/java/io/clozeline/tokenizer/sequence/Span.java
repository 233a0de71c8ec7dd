package io.clozeline.tokenizer.sequence;

/**
 * Tokens of a text that follow each other.
 *
 * @param from the first
 * @param to one after the last
 */
public record Span(int from, int to) {
  /** The first {@code count} tokens. */
  public static Span first(int count) {
    return new Span(0, count);
  }

  public boolean holds(int index) {
    return from <= index && index < to;
  }

  public int length() {
    return to - from;
  }

  /**
   * Tokens on the poorer side of {@code place}, where a side on which the text of {@code size}
   * tokens ends is not poor; -1 where it is not in here.
   */
  public int context(int place, int size) {
    if (!holds(place)) {
      return -1;
    }
    int before = from == 0 ? size : place - from;
    int after = to == size ? size : to - 1 - place;
    return Math.min(before, after);
  }
}

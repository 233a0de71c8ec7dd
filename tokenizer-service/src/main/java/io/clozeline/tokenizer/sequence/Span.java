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
}

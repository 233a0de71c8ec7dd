package io.clozeline.tokenizer.sequence;

/**
 * How many tokens of each text of a pair stay, counted from its start.
 *
 * @param second 0 for a single text
 */
public record Cut(int first, int second) {

  /** Cuts from the longer text until both fit into {@code room}; equal ones share it. */
  public static Cut longestFirst(int first, int second, int room) {
    if (first + second <= room) {
      return new Cut(first, second);
    }
    int half = room / 2;
    int shorter = Math.min(half, Math.min(first, second));
    int longer = room - shorter;
    return first >= second ? new Cut(longer, shorter) : new Cut(shorter, longer);
  }

  /** Tokens that stay. */
  public int total() {
    return first + second;
  }
}

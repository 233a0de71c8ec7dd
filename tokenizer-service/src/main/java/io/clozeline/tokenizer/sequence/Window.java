package io.clozeline.tokenizer.sequence;

import io.clozeline.tokenizer.wordpiece.Pieces;

/**
 * The tokens of each text that one sequence holds.
 *
 * @param second empty for a single text
 */
public record Window(Span first, Span second) {
  /** Tokens of both texts. */
  public int length() {
    return first.length() + second.length();
  }

  /**
   * Where the part of the text that was cut starts, in UTF-16 units; 0 for the first window. Of a
   * pair, only one text has parts that start later.
   */
  public int origin(Pieces text, Pieces textB) {
    return start(first, text) + start(second, textB);
  }

  private static int start(Span part, Pieces text) {
    return part.from() == 0 ? 0 : text.starts()[part.from()];
  }
}

package io.clozeline.tokenizer.kind.tagging;

import io.clozeline.tokenizer.wordpiece.Pieces;

/** Finds the words of a text. */
interface WordReader {
  /**
   * The words of {@code text}.
   *
   * @param pieces of the text, one or more
   */
  Words read(String text, Pieces pieces);

  /** White space as the tokenizer sees it; control characters such as a form feed are none. */
  static boolean white(char unit) {
    return unit == '\t' || unit == '\n' || unit == '\r' || Character.isSpaceChar(unit);
  }
}

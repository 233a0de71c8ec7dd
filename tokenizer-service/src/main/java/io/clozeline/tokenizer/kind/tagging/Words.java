package io.clozeline.tokenizer.kind.tagging;

import io.clozeline.tokenizer.wordpiece.Pieces;

/**
 * The words of a text. The arrays are made once for each text and only read.
 *
 * @param pieces of the whole text; the first piece of a word stands for all of the word's text
 * @param firsts the place of each word's first piece, ascending
 */
record Words(Pieces pieces, int[] firsts) {
  int size() {
    return firsts.length;
  }

  /** Where the word starts in the text, in UTF-16 units. */
  int start(int word) {
    return pieces.starts()[firsts[word]];
  }

  /** Where it ends, exclusive. */
  int end(int word) {
    return pieces.ends()[firsts[word]];
  }
}

package io.clozeline.tokenizer.sequence.prompt;

/** A piece of a pattern. */
sealed interface Part {
  /** Words of the pattern itself, as vocabulary ids. */
  record Words(int[] ids) implements Part {}

  /** A blank of so many masks, one for each token of the word that fills it. */
  record Blank(int masks) implements Part {}

  /** Where the text goes, or the second text of a pair. */
  record Slot(boolean second) implements Part {}
}

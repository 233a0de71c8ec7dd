package io.clozeline.tokenizer.sequence;

/** How the texts of one task become sequences. Safe for use by many threads. */
public interface Sequencer {
  /**
   * Lays out one text, or a pair.
   *
   * @param textB null for a single text
   * @throws io.clozeline.events.error.EventException when the text cannot be laid out
   */
  SequencedText sequence(String text, String textB);
}

package io.clozeline.tokenizer.sequence;

import io.clozeline.events.TokenSequence;
import java.util.List;

/**
 * A text as sequences, and what was done to make it fit.
 *
 * @param tokensIn tokens of the text, or of both texts, before anything was cut
 * @param truncated whether a token of the text is missing from a sequence
 */
public record SequencedText(List<TokenSequence> sequences, int tokensIn, boolean truncated) {
  public SequencedText {
    sequences = List.copyOf(sequences);
    if (sequences.isEmpty()) {
      throw new IllegalArgumentException("a text has at least one sequence");
    }
  }

  /** The sequences without places in the text, for readers that only learn from them. */
  public List<TokenSequence> sequencesWithoutOffsets() {
    return sequences.stream()
        .map(
            s -> new TokenSequence(s.inputIds(), s.typeIds(), s.selected(), null, s.windowOrigin()))
        .toList();
  }
}

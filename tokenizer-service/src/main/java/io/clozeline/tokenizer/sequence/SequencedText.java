package io.clozeline.tokenizer.sequence;

import io.clozeline.events.TokenSequence;
import java.util.List;
import java.util.stream.Stream;

/**
 * A text as sequences, and what was done to make it fit.
 *
 * @param sequences window by window, as many for each
 * @param windows how many windows, 1 for a text that fits
 * @param tokensIn tokens of the whole text, or of both texts
 * @param truncated whether a token of the text is in no sequence
 */
public record SequencedText(
    List<TokenSequence> sequences, int windows, int tokensIn, boolean truncated) {
  public SequencedText {
    sequences = List.copyOf(sequences);
    if (windows < 1 || sequences.isEmpty() || sequences.size() % windows != 0) {
      throw new IllegalArgumentException(
          sequences.size() + " sequences of " + windows + " windows");
    }
  }

  /**
   * The sequences of the first window and the last. A long text that teaches them weighs twice a
   * short one at most, and its beginning and end are what tells most of it (Sun et al. 2019, How to
   * Fine-Tune BERT for Text Classification).
   */
  public List<TokenSequence> firstAndLast() {
    int each = sequences.size() / windows;
    Stream<TokenSequence> first = sequences.stream().limit(each);
    Stream<TokenSequence> last = sequences.stream().skip(Math.max(each, sequences.size() - each));
    return Stream.concat(first, last).toList();
  }
}

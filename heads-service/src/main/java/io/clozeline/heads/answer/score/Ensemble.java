package io.clozeline.heads.answer.score;

import io.clozeline.events.EncodedText;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;

/**
 * Which pattern asks which sequence of a text: window by window, in each pattern by pattern, each
 * as often as it was drawn demonstrations for.
 *
 * @param shares of the patterns, [patterns]; they sum to one
 * @param sequences of the text
 * @param draws of each sequence
 */
record Ensemble(double[] shares, int sequences, int draws) {
  Ensemble {
    if (sequences == 0 || sequences % (shares.length * draws) != 0) {
      throw new EventException(
          ErrorCode.MALFORMED_BINARY,
          sequences + " sequences of " + shares.length + " patterns and " + draws + " draws");
    }
  }

  static Ensemble of(EncodedText text, double[] shares) {
    int draws = text.draws() == null ? 1 : text.draws();
    return new Ensemble(shares, text.sequences().size(), draws);
  }

  int pattern(int sequence) {
    return sequence / draws % shares.length;
  }

  /** What counts of a sequence; over all of the text they sum to one. */
  double weight(int sequence) {
    return shares[pattern(sequence)] * shares.length / sequences;
  }
}

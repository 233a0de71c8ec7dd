package io.clozeline.heads.kind.span;

import io.clozeline.bert.head.LinearHead;
import io.clozeline.events.Encoding;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.heads.answer.score.LinearScores;
import io.clozeline.heads.answer.score.Offsets;
import io.clozeline.heads.answer.score.Offsets.Part;

/**
 * What the head says of one window: its first vector is that of {@code [CLS]}, which stands for no
 * answer, the others are those of the passage's tokens.
 *
 * @param start the logit of each vector to be where the answer starts, [selected]
 * @param end the same for its end
 * @param parts of the passage that the vectors stand for, [selected]; null for no part
 */
record Window(float[] start, float[] end, Part[] parts) {
  private static final double SIZE_WEIGHT = 0.01; // as in the reference

  static Window of(Encoding sequence, LinearHead head) {
    int selected = sequence.selected();
    Offsets offsets = Offsets.of(sequence);
    if (selected == 0 || offsets.inText(0)) {
      throw new EventException(
          ErrorCode.MALFORMED_BINARY, "the encoding lacks the vector of [CLS]");
    }
    var window = new Window(new float[selected], new float[selected], new Part[selected]);
    for (int i = 0; i < selected; i++) {
      float[] logits = LinearScores.of(sequence.vector(i), head);
      window.start[i] = logits[0];
      window.end[i] = logits[1];
      window.parts[i] = offsets.inText(i) ? offsets.require(i) : null;
    }
    return window;
  }

  int size() {
    return start.length;
  }

  /** The score of there being no answer. */
  double none() {
    return (double) start[0] + end[0];
  }

  /** How much of the passage a token has around it, and a little for a larger window. */
  double context(int token) {
    int tokens = size() - 1;
    return Math.min(token - 1, tokens - token) + SIZE_WEIGHT * tokens;
  }
}

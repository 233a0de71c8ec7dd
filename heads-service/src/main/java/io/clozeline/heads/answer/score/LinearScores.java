package io.clozeline.heads.answer.score;

import io.clozeline.bert.head.LinearHead;
import io.clozeline.events.Encoding;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.heads.answer.Question;
import java.util.List;

/** What a trained linear head says. */
public final class LinearScores {
  private LinearScores() {}

  /**
   * The logits of each sequence's first vector, which is that of {@code [CLS]}; [outputs] each.
   *
   * @throws EventException when a sequence has none, or a logit is not finite
   */
  public static List<float[]> ofSequences(Question question, LinearHead head) {
    List<Encoding> sequences = question.text().sequences();
    if (sequences.isEmpty() || sequences.stream().anyMatch(s -> s.selected() == 0)) {
      throw new EventException(ErrorCode.MALFORMED_BINARY, "the encoding has no vector");
    }
    return sequences.stream().map(sequence -> of(sequence.vector(0), head)).toList();
  }

  /** The logits of one vector, all of them finite. */
  public static float[] of(float[] vector, LinearHead head) {
    return requireFinite(head.logits(vector));
  }

  static float[] requireFinite(float[] scores) {
    for (float score : scores) {
      if (!Float.isFinite(score)) {
        throw new EventException(ErrorCode.MODEL_FAILURE, "a score is not a finite number");
      }
    }
    return scores;
  }
}

package io.clozeline.heads.review;

import io.clozeline.events.codec.BinaryCodec;
import io.clozeline.events.codec.Codec;

/**
 * What the choice of a task's texts goes by; it changes with every text.
 *
 * @param scores of the last texts
 * @param novelties of the last texts that scored high: how far each was from those that were sent
 */
public record ReviewState(
    Budget budget, Arrivals arrivals, LastScores scores, LastScores novelties) {
  /** How it lies in its store and on the store's changelog. */
  public static final Codec<ReviewState> CODEC = BinaryCodec.of(ReviewState.class);

  static ReviewState fresh(long now, Allowance allowance) {
    return new ReviewState(
        Budget.fresh(now, allowance), Arrivals.fresh(now), LastScores.NONE, LastScores.NONE);
  }
}

package io.clozeline.heads.review;

import java.util.Arrays;

/**
 * The scores of the texts that came last, oldest first, by which the next one is ranked.
 *
 * <p>The rank is a smoothed conformal p-value (Vovk, Gammerman and Shafer 2005): whatever the
 * scores are, and however many are equal, of texts that come in no order the share {@code s} has a
 * rank of at most {@code s}. So a rank needs no distribution, and there are always texts that have
 * it.
 */
record LastScores(float[] scores) {
  static final LastScores NONE = new LastScores(new float[0]);

  int size() {
    return scores.length;
  }

  /**
   * The share of texts that score higher, 0 for the best.
   *
   * @param lot from 0 to 1, which decides among equals
   */
  double rank(float score, double lot) {
    int higher = 0;
    int equal = 1; // itself
    for (float other : scores) {
      if (other > score) {
        higher++;
      } else if (other == score) {
        equal++;
      }
    }
    return (higher + lot * equal) / (scores.length + 1);
  }

  /** The score that the share {@code top} of the texts reach; 0 where all are enough. */
  double reachedBy(double top) {
    int reach = (int) (top * (scores.length + 1));
    if (reach > scores.length || scores.length == 0) {
      return 0;
    }
    float[] sorted = scores.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(scores.length - 1, scores.length - reach)];
  }

  /** With one more, and none that has more than {@code most} behind it. */
  LastScores with(float score, int most) {
    int kept = Math.min(scores.length, most - 1);
    float[] next = Arrays.copyOfRange(scores, scores.length - kept, scores.length + 1);
    next[kept] = score;
    return new LastScores(next);
  }
}

package io.clozeline.heads.answer.score;

import io.clozeline.events.Annotation.Uncertainty;
import java.util.List;

/** How unsure an answer is. */
public final class Certainty {
  private Certainty() {}

  /** Of one choice out of alternatives; who has no choice is sure. */
  public static Uncertainty of(double[] logProbabilities) {
    double best = Double.NEGATIVE_INFINITY;
    double second = Double.NEGATIVE_INFINITY;
    double entropy = 0;
    for (double log : logProbabilities) {
      entropy -= Math.exp(log) * log;
      second = Math.max(second, Math.min(log, best));
      best = Math.max(best, log);
    }
    double largest = Math.log(logProbabilities.length);
    return new Uncertainty(
        within(Math.exp(best) - Math.exp(second)), largest > 0 ? within(entropy / largest) : 0);
  }

  /**
   * Of several choices: an answer is as unsure as the least sure of them; who has none to make is
   * sure. What a person would correct is there, and a mean would drown it in all that is clear.
   */
  public static Uncertainty least(List<Uncertainty> each) {
    return new Uncertainty(
        each.stream().mapToDouble(Uncertainty::margin).min().orElse(1),
        each.stream().mapToDouble(Uncertainty::entropy).max().orElse(0));
  }

  /** Sums of rounded numbers may leave the range by a hair. */
  private static double within(double share) {
    return Math.max(0, Math.min(1, share));
  }
}

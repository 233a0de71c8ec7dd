package io.clozeline.heads.calibration;

/**
 * Batch calibration (Zhou et al. 2024) over a stream: the mean log-probability of each label is
 * what the words themselves weigh, and is subtracted. It needs no labels, and pulls towards labels
 * that are equally frequent.
 *
 * <p>The mean counts {@link #PSEUDO_TEXTS} imagined text of indifferent labels, so that the first
 * real one keeps its label, and forgets exponentially beyond {@link #MEMORY} texts.
 */
public final class LabelPrior {
  static final double PSEUDO_TEXTS = 1;
  static final double MEMORY = 1_000;

  private LabelPrior() {}

  /** The prior after one more text. */
  public static Prior learn(Prior prior, double[] logProbabilities) {
    double texts = Math.min(prior.texts() + 1, MEMORY);
    double[] mean = prior.mean().clone();
    for (int label = 0; label < mean.length; label++) {
      mean[label] += (logProbabilities[label] - mean[label]) / texts;
    }
    return new Prior(prior.basis(), texts, mean);
  }

  /** {@code logProbabilities} less the prior; equal up to a constant to log-probabilities. */
  public static double[] subtract(Prior prior, double[] logProbabilities) {
    double share = prior.texts() / (prior.texts() + PSEUDO_TEXTS);
    double[] calibrated = logProbabilities.clone();
    for (int label = 0; label < calibrated.length; label++) {
      calibrated[label] -= share * prior.mean()[label];
    }
    return calibrated;
  }
}

package io.clozeline.heads.answer.score;

import java.util.List;

/** Logarithms of probabilities over alternatives, [alternatives]. */
public final class LogProbabilities {
  private LogProbabilities() {}

  /** The log-softmax of {@code logits}. */
  public static double[] of(double[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - max);
    }
    double logSum = max + Math.log(sum);
    double[] log = new double[logits.length];
    for (int i = 0; i < log.length; i++) {
      log[i] = logits[i] - logSum;
    }
    return log;
  }

  /** The same for a head's logits. */
  public static double[] of(float[] logits) {
    double[] wide = new double[logits.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = logits[i];
    }
    return of(wide);
  }

  /**
   * The mean for each alternative: of the windows of one text. Where they disagree, their means
   * alone would sum to less than one.
   */
  public static double[] mean(List<double[]> each) {
    double[] mean = new double[each.get(0).length];
    each.forEach(log -> add(mean, log, 1.0 / each.size()));
    return of(mean);
  }

  static void add(double[] sum, double[] log, double weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * log[i];
    }
  }
}

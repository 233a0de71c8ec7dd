package io.clozeline.heads.answer.label;

import java.util.List;

/** Logarithms of probabilities over a task's labels, [labels]. */
final class LogProbabilities {
  private LogProbabilities() {}

  /** The log-softmax of {@code logits}. */
  static double[] of(double[] logits) {
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
  static double[] of(float[] logits) {
    double[] wide = new double[logits.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = logits[i];
    }
    return of(wide);
  }

  /** The mean for each label: of the patterns or the windows of one text. */
  static double[] mean(List<double[]> each) {
    double[] mean = new double[each.get(0).length];
    for (double[] log : each) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += log[i] / each.size();
      }
    }
    return mean;
  }
}

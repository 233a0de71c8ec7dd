package io.clozeline.heads.answer.score;

import io.clozeline.bert.head.Softmax;
import java.util.List;

/** Logarithms of probabilities over alternatives, [alternatives]. */
public final class LogProbabilities {
  private LogProbabilities() {}

  /** The log-softmax of {@code logits}. */
  public static double[] of(double[] logits) {
    return Softmax.log(logits);
  }

  /** The same for a head's logits. */
  public static double[] of(float[] logits) {
    return Softmax.log(Softmax.wide(logits));
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

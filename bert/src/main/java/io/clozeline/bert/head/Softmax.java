package io.clozeline.bert.head;

/** Logits to probabilities, without overflow; a logit of minus infinity has probability zero. */
public final class Softmax {
  private Softmax() {}

  /** Probabilities that sum to one. */
  public static float[] of(float[] logits) {
    double[] logProbabilities = logProbabilities(logits);
    float[] probabilities = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = (float) Math.exp(logProbabilities[i]);
    }
    return probabilities;
  }

  /** The logarithms of the probabilities, exact where the probabilities themselves vanish. */
  public static float[] log(float[] logits) {
    double[] logProbabilities = logProbabilities(logits);
    float[] rounded = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      rounded[i] = (float) logProbabilities[i];
    }
    return rounded;
  }

  private static double[] logProbabilities(float[] logits) {
    float max = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp((double) logit - max);
    }
    // The largest is taken off first: beside a large one, the logarithm of the sum would vanish.
    double logSum = Math.log(sum);
    double[] logProbabilities = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      logProbabilities[i] = (double) logits[i] - max - logSum;
    }
    return logProbabilities;
  }
}

package io.clozeline.bert.head;

/** Logits to probabilities, without overflow; a logit of minus infinity has probability zero. */
public final class Softmax {
  private Softmax() {}

  /** Probabilities that sum to one. */
  public static float[] of(float[] logits) {
    double logSum = logSum(logits);
    float[] probabilities = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = (float) Math.exp(logits[i] - logSum);
    }
    return probabilities;
  }

  /** The logarithms of the probabilities, exact where the probabilities themselves vanish. */
  public static float[] log(float[] logits) {
    double logSum = logSum(logits);
    float[] logProbabilities = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      logProbabilities[i] = (float) (logits[i] - logSum);
    }
    return logProbabilities;
  }

  private static double logSum(float[] logits) {
    float max = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - max);
    }
    return max + Math.log(sum);
  }
}

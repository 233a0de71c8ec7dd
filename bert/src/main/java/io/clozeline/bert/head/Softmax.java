package io.clozeline.bert.head;

/** Logits to probabilities. */
public final class Softmax {
  private Softmax() {}

  /** Probabilities that sum to one, computed without overflow. */
  public static float[] of(float[] logits) {
    float max = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    float[] probabilities = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = (float) Math.exp(logits[i] - max);
      sum += probabilities[i];
    }
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] /= (float) sum;
    }
    return probabilities;
  }
}

package io.clozeline.bert.head;

import java.util.Arrays;

/** Logits to probabilities, without overflow; a logit of minus infinity has probability zero. */
public final class Softmax {
  private Softmax() {}

  /** Probabilities that sum to one. */
  public static float[] of(float[] logits) {
    double[] log = log(wide(logits));
    float[] probabilities = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = (float) Math.exp(log[i]);
    }
    return probabilities;
  }

  /** Probabilities that sum to one, in double precision. */
  public static double[] of(double[] logits) {
    return Arrays.stream(log(logits)).map(Math::exp).toArray();
  }

  /** The logarithms of the probabilities, exact where the probabilities themselves vanish. */
  public static float[] log(float[] logits) {
    double[] log = log(wide(logits));
    float[] rounded = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      rounded[i] = (float) log[i];
    }
    return rounded;
  }

  /** The same in double precision. */
  public static double[] log(double[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - max);
    }
    // The largest is taken off first: beside a large one, the logarithm of the sum would vanish.
    double logSum = Math.log(sum);
    double[] log = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      log[i] = logits[i] - max - logSum;
    }
    return log;
  }

  /** The same numbers in double precision. */
  public static double[] wide(float[] logits) {
    double[] wide = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      wide[i] = logits[i];
    }
    return wide;
  }
}

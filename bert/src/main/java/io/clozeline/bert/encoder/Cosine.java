package io.clozeline.bert.encoder;

/** How near two vectors are: the cosine of the angle between them. */
public final class Cosine {
  private Cosine() {}

  /** From -1 to 1, and 0 where one of them is zero; summed in double precision. */
  public static double of(float[] left, float[] right) {
    double product = 0;
    double lefts = 0;
    double rights = 0;
    for (int i = 0; i < left.length; i++) {
      product += (double) left[i] * right[i];
      lefts += (double) left[i] * left[i];
      rights += (double) right[i] * right[i];
    }
    double size = Math.sqrt(lefts * rights);
    return size > 0 ? product / size : 0;
  }
}

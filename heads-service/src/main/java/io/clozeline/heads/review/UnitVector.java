package io.clozeline.heads.review;

/** Vectors of length one, whose product is the cosine. */
final class UnitVector {
  private UnitVector() {}

  /** In the direction of {@code vector}; null for one that has none, or is not finite. */
  static float[] of(float[] vector) {
    if (vector == null) {
      return null;
    }
    double square = 0;
    for (float number : vector) {
      square += (double) number * number;
    }
    if (!(square > 0 && square < Double.POSITIVE_INFINITY)) {
      return null;
    }
    float[] unit = new float[vector.length];
    double length = Math.sqrt(square);
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }

  static double cosine(float[] one, float[] other) {
    double product = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
    }
    return Math.max(-1, Math.min(1, product));
  }
}

package io.clozeline.bert.head;

/** The dot product of two short vectors. */
final class DotProduct {
  private DotProduct() {}

  /** The product, summed in 64 bits. */
  static double of(float[] left, float[] right) {
    if (left.length != right.length) {
      throw new IllegalArgumentException(
          "vectors of " + left.length + " and " + right.length + " numbers");
    }
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i + 2 <= left.length; i += 2) {
      even += (double) left[i] * right[i];
      odd += (double) left[i + 1] * right[i + 1];
    }
    return i < left.length ? even + odd + (double) left[i] * right[i] : even + odd;
  }
}

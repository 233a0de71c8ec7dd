package io.clozeline.bert.adapter;

import java.util.Arrays;

/**
 * The two low-rank factors of one dense layer, in PEFT's orientation; the update of the layer is
 * {@code alpha / r · B · A}.
 *
 * @param a {@code [r, in]}, row by row
 * @param b {@code [out, r]}, row by row
 */
public record LoraFactors(float[] a, float[] b, int in, int out, int r) {

  public LoraFactors {
    if (in < 1 || out < 1 || r < 1 || a.length != r * in || b.length != out * r) {
      throw new IllegalArgumentException(
          "factors of "
              + a.length
              + " and "
              + b.length
              + " numbers are not ["
              + r
              + ", "
              + in
              + "] and ["
              + out
              + ", "
              + r
              + "]");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LoraFactors that
        && in == that.in
        && out == that.out
        && r == that.r
        && Arrays.equals(a, that.a)
        && Arrays.equals(b, that.b);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(a) + Arrays.hashCode(b);
  }
}

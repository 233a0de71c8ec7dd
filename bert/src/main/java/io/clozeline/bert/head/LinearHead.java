package io.clozeline.bert.head;

import java.util.Arrays;

/**
 * A trained linear layer over one vector.
 *
 * @param weight {@code [labels][hidden]}
 * @param bias {@code [labels]}
 */
public record LinearHead(float[][] weight, float[] bias) implements Head {

  public LinearHead {
    if (weight.length == 0 || weight.length != bias.length) {
      throw new IllegalArgumentException(
          weight.length + " rows of weight but " + bias.length + " biases");
    }
    if (Arrays.stream(weight).mapToInt(row -> row.length).distinct().count() != 1) {
      throw new IllegalArgumentException("rows of weight differ in length");
    }
    weight = Arrays.stream(weight).map(float[]::clone).toArray(float[][]::new);
    bias = bias.clone();
  }

  @Override
  public float[] logits(float[] vector) {
    float[] logits = new float[bias.length];
    for (int label = 0; label < logits.length; label++) {
      logits[label] = (float) (DotProduct.of(weight[label], vector) + bias[label]);
    }
    return logits;
  }

  @Override
  public int labels() {
    return bias.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LinearHead that
        && Arrays.deepEquals(weight, that.weight)
        && Arrays.equals(bias, that.bias);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.deepHashCode(weight) + Arrays.hashCode(bias);
  }
}

package io.clozeline.bert.onednn;

/**
 * A dense layer as it is stored.
 *
 * @param kernel {@code [in, out]}
 * @param bias {@code [out]}
 * @param range of what goes in; null where nobody has looked, which is enough for products in 32
 *     bits
 */
record StoredDense(float[] kernel, float[] bias, Range range) {
  int out() {
    return bias.length;
  }

  /** Some of its output columns. */
  StoredDense columns(int... columns) {
    int rows = kernel.length / out();
    float[] some = new float[rows * columns.length];
    float[] someBias = new float[columns.length];
    for (int i = 0; i < columns.length; i++) {
      someBias[i] = bias[columns[i]];
      for (int row = 0; row < rows; row++) {
        some[row * columns.length + i] = kernel[row * out() + columns[i]];
      }
    }
    return new StoredDense(some, someBias, range);
  }

  /** The same for some of its inputs alone, and without its bias. */
  StoredDense rows(int... rows) {
    float[] some = new float[rows.length * out()];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(kernel, rows[i] * out(), some, i * out(), out());
    }
    return new StoredDense(some, new float[out()], null);
  }

  /** The same for what lies in another range. */
  StoredDense in(Range other) {
    return new StoredDense(kernel, bias, other);
  }

  // Arrays in it are compared by nobody.
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}

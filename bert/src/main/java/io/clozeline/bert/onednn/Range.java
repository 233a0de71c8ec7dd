package io.clozeline.bert.onednn;

import java.util.Arrays;

/** The least and the largest number that each column of a matrix has had. */
record Range(float[] low, float[] high) {
  /** One that has seen nothing. */
  static Range of(int columns) {
    return new Range(new float[columns], new float[columns]);
  }

  /** Takes a row in. */
  void see(float[] row) {
    for (int i = 0; i < row.length; i++) {
      low[i] = Math.min(low[i], row[i]);
      high[i] = Math.max(high[i], row[i]);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Range that
        && Arrays.equals(low, that.low)
        && Arrays.equals(high, that.high);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(low) + Arrays.hashCode(high);
  }
}

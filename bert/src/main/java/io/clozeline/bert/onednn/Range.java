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

  /** That of all columns, for each of them. */
  Range even() {
    Range even = of(low.length);
    for (int i = 0; i < low.length; i++) {
      even.low[0] = Math.min(even.low[0], low[i]);
      even.high[0] = Math.max(even.high[0], high[i]);
    }
    Arrays.fill(even.low, even.low[0]);
    Arrays.fill(even.high, even.high[0]);
    return even;
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

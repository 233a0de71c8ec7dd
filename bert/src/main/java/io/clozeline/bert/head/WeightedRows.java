package io.clozeline.bert.head;

/**
 * A vector times a row-major matrix, as a sum of weighted rows: the inner loop runs along the rows,
 * which the just-in-time compiler turns into vector instructions, as it may not do for a dot
 * product, whose additions have an order to keep.
 */
final class WeightedRows {
  private WeightedRows() {}

  /**
   * Adds {@code Σ weights[i] · row i} to {@code sum}.
   *
   * @param rows {@code [weights.length, sum.length]}
   */
  static void add(float[] weights, float[] rows, float[] sum) {
    int row = 0;
    for (; row + 4 <= weights.length; row += 4) {
      addFour(weights, rows, row, sum);
    }
    for (; row < weights.length; row++) {
      addOne(weights[row], rows, row * sum.length, sum);
    }
  }

  // Four rows at a time read and write the sum a quarter as often.
  private static void addFour(float[] weights, float[] rows, int row, float[] sum) {
    int width = sum.length;
    int row0 = row * width;
    int row1 = row0 + width;
    int row2 = row1 + width;
    int row3 = row2 + width;
    float weight0 = weights[row];
    float weight1 = weights[row + 1];
    float weight2 = weights[row + 2];
    float weight3 = weights[row + 3];
    for (int i = 0; i < width; i++) {
      sum[i] +=
          weight0 * rows[row0 + i]
              + weight1 * rows[row1 + i]
              + weight2 * rows[row2 + i]
              + weight3 * rows[row3 + i];
    }
  }

  private static void addOne(float weight, float[] rows, int start, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * rows[start + i];
    }
  }
}

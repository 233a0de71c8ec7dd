package io.clozeline.deploy.evaluate.metric;

import java.util.Arrays;

/** Pairs of numbers, and what two columns of them have in common. */
final class Numbers {
  private double[] gold = new double[64];
  private double[] said = new double[64];
  private int count;

  void add(double goldNumber, double saidNumber) {
    if (count == gold.length) {
      gold = Arrays.copyOf(gold, 2 * count);
      said = Arrays.copyOf(said, 2 * count);
    }
    gold[count] = goldNumber;
    said[count++] = saidNumber;
  }

  double[] gold() {
    return Arrays.copyOf(gold, count);
  }

  double[] said() {
    return Arrays.copyOf(said, count);
  }

  /** The linear correlation of two columns; 0 where one of them does not vary. */
  static double correlation(double[] xs, double[] ys) {
    double meanX = Arrays.stream(xs).average().orElse(0);
    double meanY = Arrays.stream(ys).average().orElse(0);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < xs.length; i++) {
      xy += (xs[i] - meanX) * (ys[i] - meanY);
      xx += (xs[i] - meanX) * (xs[i] - meanX);
      yy += (ys[i] - meanY) * (ys[i] - meanY);
    }
    return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
  }
}

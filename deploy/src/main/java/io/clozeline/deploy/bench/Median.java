package io.clozeline.deploy.bench;

import java.util.Arrays;

/** The middle of some figures. */
final class Median {
  private Median() {}

  /** The middle one, of an even number the mean of the two; of one at least. */
  static double of(double... figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}

package io.clozeline.deploy.evaluate.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The correlation of the ranks of numbers, −1 to 1; equal numbers share the mean of their ranks. An
 * answer without a number counts as {@code none}.
 */
public final class Spearman implements Metric<Double, Double> {
  private final Numbers numbers = new Numbers();
  private final double none;

  /**
   * @param none what no answer counts as, for example the middle of the range
   */
  public Spearman(double none) {
    this.none = none;
  }

  @Override
  public String name() {
    return "Spearman";
  }

  @Override
  public void add(Double gold, Double said) {
    numbers.add(gold, said == null ? none : said);
  }

  @Override
  public double value() {
    return Numbers.correlation(ranks(numbers.gold()), ranks(numbers.said()));
  }

  private static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      double shared = (from + to - 1) / 2.0;
      Arrays.stream(order, from, to).forEach(i -> ranks[i] = shared);
      from = to;
    }
    return ranks;
  }
}

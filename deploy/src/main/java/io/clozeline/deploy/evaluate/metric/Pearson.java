package io.clozeline.deploy.evaluate.metric;

/**
 * The linear correlation of numbers, −1 to 1. An answer without a number counts as {@code none}.
 */
public final class Pearson implements Metric<Double, Double> {
  private final Numbers numbers = new Numbers();
  private final double none;

  /**
   * @param none what no answer counts as, for example the middle of the range
   */
  public Pearson(double none) {
    this.none = none;
  }

  @Override
  public String name() {
    return "Pearson";
  }

  @Override
  public void add(Double gold, Double said) {
    numbers.add(gold, said == null ? none : said);
  }

  @Override
  public double value() {
    return Numbers.correlation(numbers.gold(), numbers.said());
  }
}

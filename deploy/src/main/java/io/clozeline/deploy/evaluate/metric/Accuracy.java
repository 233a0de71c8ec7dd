package io.clozeline.deploy.evaluate.metric;

/** The share of answers that equal what is right, 0 to 1; of sets, those that equal it whole. */
public final class Accuracy<A> implements Metric<A, A> {
  private long right;
  private long total;

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public void add(A gold, A said) {
    total++;
    if (gold.equals(said)) {
      right++;
    }
  }

  @Override
  public double value() {
    return total == 0 ? 0 : (double) right / total;
  }
}

package io.clozeline.deploy.evaluate.metric;

import java.util.List;

/**
 * The share of blanks whose right word is among the {@code k} likeliest, 0 to 1 (Petroni et al.
 * 2019). Case does not matter: models without it write none.
 */
public final class PrecisionAt implements Metric<String, List<String>> {
  private final int k;
  private long right;
  private long total;

  public PrecisionAt(int k) {
    this.k = k;
  }

  @Override
  public String name() {
    return "P@" + k;
  }

  @Override
  public void add(String gold, List<String> said) {
    total++;
    if (said != null && said.stream().limit(k).anyMatch(gold::equalsIgnoreCase)) {
      right++;
    }
  }

  @Override
  public double value() {
    return total == 0 ? 0 : (double) right / total;
  }
}

package io.clozeline.deploy.evaluate.metric;

import java.util.List;

/** The share of words that got their right tag, 0 to 1, over all texts together. */
public final class TokenAccuracy implements Metric<List<String>, List<String>> {
  private long right;
  private long total;

  @Override
  public String name() {
    return "token accuracy";
  }

  /**
   * Takes the tags of a text, word by word; a word beyond {@code said}, or null there, is wrong.
   */
  @Override
  public void add(List<String> gold, List<String> said) {
    total += gold.size();
    for (int i = 0; said != null && i < Math.min(gold.size(), said.size()); i++) {
      if (gold.get(i).equals(said.get(i))) {
        right++;
      }
    }
  }

  @Override
  public double value() {
    return total == 0 ? 0 : (double) right / total;
  }
}

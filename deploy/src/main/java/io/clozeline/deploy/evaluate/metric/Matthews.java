package io.clozeline.deploy.evaluate.metric;

import java.util.List;

/**
 * The correlation of labels (Matthews 1975; for more than two, Gorodkin 2004), −1 to 1. An answer
 * without a label counts as one of its own.
 */
public final class Matthews implements Metric<String, String> {
  private final List<String> labels;
  private final long[] gold;
  private final long[] said; // the last place is for no label at all
  private long right;
  private long total;

  public Matthews(List<String> labels) {
    this.labels = List.copyOf(labels);
    this.gold = new long[labels.size() + 1];
    this.said = new long[labels.size() + 1];
  }

  @Override
  public String name() {
    return "MCC";
  }

  @Override
  public void add(String goldLabel, String saidLabel) {
    gold[place(goldLabel)]++;
    said[place(saidLabel)]++;
    total++;
    if (goldLabel.equals(saidLabel)) {
      right++;
    }
  }

  @Override
  public double value() {
    double n = total;
    double covariance = n * right;
    double ofGold = n * n;
    double ofSaid = n * n;
    for (int i = 0; i < gold.length; i++) {
      covariance -= (double) gold[i] * said[i];
      ofGold -= (double) gold[i] * gold[i];
      ofSaid -= (double) said[i] * said[i];
    }
    return ofGold == 0 || ofSaid == 0 ? 0 : covariance / Math.sqrt(ofGold * ofSaid);
  }

  private int place(String label) {
    int place = label == null ? -1 : labels.indexOf(label);
    return place < 0 ? labels.size() : place;
  }
}

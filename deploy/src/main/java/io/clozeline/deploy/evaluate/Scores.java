package io.clozeline.deploy.evaluate;

import java.util.List;

/** How well labels were told: counts of gold against said, and what is made of them. */
public final class Scores {
  private final List<String> labels;
  private final long[][] counts; // [gold][said]; the last column is for no label at all
  private long total;

  public Scores(List<String> labels) {
    this.labels = List.copyOf(labels);
    this.counts = new long[labels.size()][labels.size() + 1];
  }

  /** Counts one answer; {@code said} null or unknown is wrong. */
  public synchronized void add(String gold, String said) {
    int column = said == null ? -1 : labels.indexOf(said);
    counts[labels.indexOf(gold)][column < 0 ? labels.size() : column]++;
    total++;
  }

  public synchronized long total() {
    return total;
  }

  /** The share that was right, 0 to 1; 0 before the first answer. */
  public synchronized double accuracy() {
    long right = 0;
    for (int i = 0; i < labels.size(); i++) {
      right += counts[i][i];
    }
    return total == 0 ? 0 : (double) right / total;
  }

  /** The mean over labels of the harmonic mean of precision and recall. */
  public synchronized double macroF1() {
    double sum = 0;
    for (int i = 0; i < labels.size(); i++) {
      long said = 0;
      long gold = 0;
      for (int j = 0; j < labels.size(); j++) {
        said += counts[j][i];
      }
      for (long count : counts[i]) {
        gold += count;
      }
      sum += said + gold == 0 ? 0 : 2.0 * counts[i][i] / (said + gold);
    }
    return sum / labels.size();
  }
}

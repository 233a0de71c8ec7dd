package io.clozeline.trainer.pet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Chooses the texts that the next generation of a pattern learns from as if they had been labelled
 * (iPET): of each label the surest ones, in the shares that the labels have among the examples.
 */
final class Growth {
  /** How many times as many texts each generation learns from as the one before. */
  private static final int FACTOR = 5;

  /** A text and the label that it is taken to have. */
  record Labelled(int text, int label, double sureness) {}

  private Growth() {}

  /** Labelled texts of a generation, the examples among them; generation 1 has only those. */
  static long size(int examples, int generation) {
    long size = examples;
    for (int i = 1; i < generation; i++) {
      size *= FACTOR;
    }
    return size;
  }

  /**
   * Chooses.
   *
   * @param count how many are wanted; fewer where a label has not enough of them
   * @param labels examples of each label
   * @param opinion of a text: a distribution over the labels
   */
  static List<Labelled> choose(int texts, long count, int[] labels, IntFunction<double[]> opinion) {
    List<List<Labelled>> byLabel = new ArrayList<>();
    int examples = 0;
    for (int of : labels) {
      byLabel.add(new ArrayList<>());
      examples += of;
    }
    for (int text = 0; text < texts; text++) {
      double[] shares = opinion.apply(text);
      int best = 0;
      for (int label = 1; label < shares.length; label++) {
        best = shares[label] > shares[best] ? label : best;
      }
      byLabel.get(best).add(new Labelled(text, best, shares[best]));
    }
    List<Labelled> chosen = new ArrayList<>();
    for (int label = 0; label < labels.length; label++) {
      byLabel.get(label).stream()
          .sorted(Comparator.comparingDouble(Labelled::sureness).reversed())
          .limit(Math.round((double) count * labels[label] / examples))
          .forEach(chosen::add);
    }
    return chosen;
  }
}

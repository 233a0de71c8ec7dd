package io.clozeline.deploy.evaluate.metric;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The harmonic mean of precision and recall over labels, of which an answer has any number: of one
 * label alone (binary), as the mean over labels (macro), or of all decisions together (micro).
 */
public final class F1 implements Metric<Set<String>, Set<String>> {
  private enum Mean {
    BINARY,
    MACRO,
    MICRO
  }

  private final Mean mean;
  private final List<String> labels;
  private final Counts[] counts;

  private F1(Mean mean, List<String> labels) {
    this.mean = mean;
    this.labels = List.copyOf(labels);
    this.counts = Stream.generate(Counts::new).limit(labels.size()).toArray(Counts[]::new);
  }

  /** Of {@code positive} alone, as GLUE scores paraphrases. */
  public static F1 binary(String positive) {
    return new F1(Mean.BINARY, List.of(positive));
  }

  /** The mean over {@code labels}, each weighing alike. */
  public static F1 macro(List<String> labels) {
    return new F1(Mean.MACRO, labels);
  }

  /** Over all decisions on all {@code labels}. */
  public static F1 micro(List<String> labels) {
    return new F1(Mean.MICRO, labels);
  }

  @Override
  public String name() {
    return switch (mean) {
      case BINARY -> "F1";
      case MACRO -> "macro F1";
      case MICRO -> "micro F1";
    };
  }

  @Override
  public void add(Set<String> gold, Set<String> said) {
    for (int i = 0; i < counts.length; i++) {
      String label = labels.get(i);
      counts[i].add(gold.contains(label), said != null && said.contains(label));
    }
  }

  @Override
  public double value() {
    if (mean == Mean.MACRO) {
      return Stream.of(counts).mapToDouble(Counts::f1).average().orElse(0);
    }
    var all = new Counts();
    Stream.of(counts).forEach(all::add);
    return all.f1();
  }
}

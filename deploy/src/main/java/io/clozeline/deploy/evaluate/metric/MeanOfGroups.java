package io.clozeline.deploy.evaluate.metric;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The mean of a metric over groups of answers, each group weighing alike, as LAMA's figures are
 * means over relations.
 */
public final class MeanOfGroups<G, S> {
  private final Supplier<Metric<G, S>> metric;
  private final Map<String, Metric<G, S>> groups = new TreeMap<>();

  public MeanOfGroups(Supplier<Metric<G, S>> metric) {
    this.metric = metric;
  }

  public String name() {
    return "mean " + metric.get().name();
  }

  /** Counts one answer of a group. */
  public void add(String group, G gold, S said) {
    groups.computeIfAbsent(group, g -> metric.get()).add(gold, said);
  }

  /** How many groups there are. */
  public int groups() {
    return groups.size();
  }

  public double value() {
    return groups.values().stream().mapToDouble(Metric::value).average().orElse(0);
  }
}

package io.clozeline.deploy.evaluate.kind;

import io.clozeline.deploy.evaluate.metric.Metric;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of metrics, by their names and in their order. */
public final class Figures {
  private Figures() {}

  public static Map<String, Double> of(Metric<?, ?>... metrics) {
    var figures = new LinkedHashMap<String, Double>();
    for (Metric<?, ?> metric : metrics) {
      figures.put(metric.name(), metric.value());
    }
    return figures;
  }
}

package io.clozeline.deploy.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clozeline.deploy.console.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The runs of a task on a data set, for people and for programs.
 *
 * @param eval the name of the data set's file
 */
public record Results(String task, String eval, List<Result> runs) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public Results {
    runs = List.copyOf(runs);
  }

  /** The mean of each figure over the runs with a head. */
  public static Map<String, Double> means(List<Result> runs) {
    var means = new LinkedHashMap<String, Double>();
    for (String figure : runs.isEmpty() ? List.<String>of() : runs.get(0).figures().keySet()) {
      means.put(
          figure,
          runs.stream()
              .mapToDouble(r -> r.figures().getOrDefault(figure, 0.0))
              .average()
              .orElse(0));
    }
    return means;
  }

  /** One row a run, the kind's figures among the columns. */
  public String table() {
    List<String> figures = new ArrayList<>(runs.get(0).figures().keySet());
    List<String> header = new ArrayList<>(List.of("head", "seed", "learnt", "texts"));
    header.addAll(figures);
    header.addAll(List.of("train min", "min", "texts/s", "p50 ms", "p99 ms", "refused"));
    var table = new Table(header.toArray(String[]::new));
    for (Result run : runs) {
      List<Object> cells =
          new ArrayList<>(List.of(run.head(), run.seed(), run.trainRows(), run.texts()));
      figures.forEach(figure -> cells.add(format("%.4f", run.figures().get(figure))));
      cells.add(format("%.1f", run.trainMinutes()));
      cells.add(format("%.1f", run.minutes()));
      cells.add(format("%.1f", run.textsPerSecond()));
      cells.add(format("%.0f", run.p50Millis()));
      cells.add(format("%.0f", run.p99Millis()));
      cells.add(run.deadLetters());
      table.row(cells.toArray());
    }
    return table.toString();
  }

  /** One line: the first figure as {@code metric}, its mean as {@code value}, and every run. */
  public String json() {
    String metric = runs.get(0).figures().keySet().iterator().next();
    var line = new LinkedHashMap<String, Object>();
    line.put("task", task);
    line.put("eval", eval);
    line.put("metric", metric);
    line.put("value", means(runs).get(metric));
    line.put("heads", byHead());
    line.put("runs", runs);
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of our own cannot be written as JSON", e);
    }
  }

  private Map<String, Map<String, Double>> byHead() {
    return runs.stream()
        .collect(
            Collectors.groupingBy(
                Result::head,
                LinkedHashMap::new,
                Collectors.collectingAndThen(Collectors.toList(), Results::means)));
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}

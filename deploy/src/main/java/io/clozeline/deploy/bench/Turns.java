package io.clozeline.deploy.bench;

import io.clozeline.deploy.console.Console;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Measures several in turn, round by round, so that all have the same luck with the machine. */
final class Turns {
  private Turns() {}

  /**
   * What each measured in each round. One round more than is counted comes first: it compiles what
   * its shapes need.
   */
  static <K, V> Map<K, List<V>> take(
      Console console,
      int rounds,
      Collection<K> all,
      Function<K, String> name,
      Function<K, V> measurement) {
    Map<K, List<V>> measured = new LinkedHashMap<>();
    all.forEach(each -> measured.put(each, new ArrayList<>()));
    for (int round = 0; round <= rounds; round++) {
      for (K each : all) {
        console.waiting("round " + round + " of " + rounds + ", " + name.apply(each));
        V one = measurement.apply(each);
        if (round > 0) {
          measured.get(each).add(one);
        }
      }
    }
    return measured;
  }

  /** The same for one figure. */
  static <K> Map<K, double[]> measure(
      Console console,
      int rounds,
      Collection<K> all,
      Function<K, String> name,
      Function<K, Double> measurement) {
    Map<K, double[]> figures = new LinkedHashMap<>();
    take(console, rounds, all, name, measurement)
        .forEach(
            (each, own) ->
                figures.put(each, own.stream().mapToDouble(Double::doubleValue).toArray()));
    return figures;
  }
}

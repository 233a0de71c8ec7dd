package io.clozeline.deploy.bench;

import io.clozeline.deploy.console.Console;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Measures several in turn, round by round, so that all have the same luck with the machine. */
final class Turns {
  private Turns() {}

  /**
   * What each measured in each round. One round more than is counted comes first: it compiles what
   * its shapes need.
   */
  static <K> Map<K, double[]> measure(
      Console console,
      int rounds,
      Collection<K> all,
      Function<K, String> name,
      ToDoubleFunction<K> measurement) {
    Map<K, double[]> measured = new LinkedHashMap<>();
    all.forEach(each -> measured.put(each, new double[rounds]));
    for (int round = 0; round <= rounds; round++) {
      for (K each : all) {
        console.waiting("round " + round + " of " + rounds + ", " + name.apply(each));
        double figure = measurement.applyAsDouble(each);
        if (round > 0) {
          measured.get(each)[round - 1] = figure;
        }
      }
    }
    return measured;
  }
}

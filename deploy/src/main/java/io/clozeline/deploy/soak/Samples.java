package io.clozeline.deploy.soak;

import io.clozeline.deploy.launch.ChainNote;
import io.clozeline.deploy.launch.RunningProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Every process of a chain, sampled again and again. */
final class Samples {
  /** One round; {@code seconds} since the first moment. */
  record Round(double seconds, Map<String, Sample> processes) {}

  private final ChainNote chain;
  private final long begun = System.nanoTime();
  private final List<Round> rounds = new ArrayList<>();

  Samples(ChainNote chain) {
    this.chain = chain;
  }

  /**
   * Samples all of them.
   *
   * @throws IllegalStateException when one has ended
   */
  Round take() {
    var processes = new LinkedHashMap<String, Sample>();
    for (RunningProcess process : chain.processes()) {
      if (!process.alive()) {
        throw new IllegalStateException("The " + process.name() + " has ended; see its log.");
      }
      processes.put(process.name(), Sample.of(process));
    }
    var round = new Round((System.nanoTime() - begun) / 1e9, processes);
    rounds.add(round);
    return round;
  }

  /** The figures at {@code seconds}: of each the median of the rounds at most so far away. */
  Map<String, Sample> around(double seconds, double away) {
    List<Round> near =
        rounds.stream().filter(r -> Math.abs(r.seconds() - seconds) <= away).toList();
    List<Round> used = near.isEmpty() ? rounds.subList(rounds.size() - 1, rounds.size()) : near;
    return each(
        (name, figure) -> {
          long[] sorted = figures(used, name, figure).sorted().toArray();
          return sorted[sorted.length / 2];
        });
  }

  /** The largest figures that any round had. */
  Map<String, Sample> peaks() {
    return each((name, figure) -> figures(rounds, name, figure).max().orElse(0));
  }

  private interface Pick {
    long of(String name, ToLongFunction<Sample> figure);
  }

  private Map<String, Sample> each(Pick pick) {
    var picked = new LinkedHashMap<String, Sample>();
    for (RunningProcess process : chain.processes()) {
      String name = process.name();
      picked.put(
          name,
          new Sample(
              (int) pick.of(name, Sample::residentMegabytes),
              (int) pick.of(name, Sample::threads),
              (int) pick.of(name, Sample::files),
              (int) pick.of(name, Sample::heapMegabytes),
              pick.of(name, Sample::lag)));
    }
    return picked;
  }

  private static java.util.stream.LongStream figures(
      List<Round> rounds, String name, ToLongFunction<Sample> figure) {
    return rounds.stream().mapToLong(round -> figure.applyAsLong(round.processes().get(name)));
  }
}

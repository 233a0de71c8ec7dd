package io.clozeline.deploy.chaos;

import java.util.List;
import java.util.Set;

/**
 * What is to happen.
 *
 * @param texts to send at least; more flow while a fault takes its time
 * @param kills how many processes are killed with {@code kill -9}
 * @param processes that are killed in turn
 * @param others one fault of each of these kinds comes in between
 * @param seed of the schedule, of the keys and of the order of the texts
 * @param rate texts a second
 * @param keys document ids that take turns, so that order can be checked
 */
public record ChaosPlan(
    int texts,
    int kills,
    List<String> processes,
    Set<Fault.Kind> others,
    long seed,
    double rate,
    int keys) {
  /** All that a chain is made of. */
  public static final List<String> PROCESSES =
      List.of("tokenizer", "encoder", "heads", "trainer", "broker");

  public ChaosPlan {
    for (String process : processes) {
      if (!PROCESSES.contains(process)) {
        throw new IllegalArgumentException(
            "There is no process \"" + process + "\"; there are " + PROCESSES + ".");
      }
    }
    processes = List.copyOf(processes);
    others = Set.copyOf(others);
  }
}

package io.clozeline.deploy.chaos;

import java.util.Set;

/**
 * What is to happen.
 *
 * @param texts to send at least; more flow while a fault takes its time
 * @param kills how many processes are killed with {@code kill -9}
 * @param others one fault of each of these kinds comes in between
 * @param seed of the schedule, of the keys and of the order of the texts
 * @param rate texts a second
 * @param keys document ids that take turns, so that order can be checked
 */
public record ChaosPlan(
    int texts, int kills, Set<Fault.Kind> others, long seed, double rate, int keys) {
  public ChaosPlan {
    others = Set.copyOf(others);
  }
}

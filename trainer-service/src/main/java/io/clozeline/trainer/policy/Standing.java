package io.clozeline.trainer.policy;

import io.clozeline.trainer.examples.Tally;
import java.time.Duration;
import java.util.Objects;

/**
 * What decides whether a task is trained now.
 *
 * @param minExamples new examples that the task asks for
 * @param fewestLabels different labels that there must be
 * @param failedThrough the newest offset of the last run when that failed, -1 otherwise
 * @param quiet for how long nothing has arrived
 * @param waiting for how long the first new arrival has waited
 * @param grown whether there is much more to learn from than labels
 * @param ordered whether a person has asked for a run
 * @param frozen whether a person has forbidden any
 */
public record Standing(
    Tally tally,
    int minExamples,
    int fewestLabels,
    long failedThrough,
    Duration quiet,
    Duration waiting,
    boolean grown,
    boolean ordered,
    boolean frozen) {
  public Standing {
    Objects.requireNonNull(tally, "tally");
    Objects.requireNonNull(quiet, "quiet");
    Objects.requireNonNull(waiting, "waiting");
  }
}

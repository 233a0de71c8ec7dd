package io.clozeline.trainer.policy;

import io.clozeline.trainer.examples.Tally;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * What decides whether a task is trained now.
 *
 * @param minExamples new examples that the task asks for
 * @param fewestLabels different labels that there must be
 * @param failedThrough the newest offset of the last run when that failed, -1 otherwise
 * @param quiet for how long nothing has arrived
 * @param waiting for how long the first new arrival has waited
 */
public record Standing(
    Tally tally,
    int minExamples,
    int fewestLabels,
    long failedThrough,
    Duration quiet,
    Duration waiting,
    Set<Cue> cues) {
  public Standing {
    Objects.requireNonNull(tally, "tally");
    Objects.requireNonNull(quiet, "quiet");
    Objects.requireNonNull(waiting, "waiting");
    cues = Set.copyOf(cues);
  }

  boolean has(Cue cue) {
    return cues.contains(cue);
  }
}

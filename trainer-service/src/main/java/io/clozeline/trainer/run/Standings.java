package io.clozeline.trainer.run;

import io.clozeline.events.Release;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.examples.Arrivals;
import io.clozeline.trainer.examples.Tally;
import io.clozeline.trainer.kind.KindTrainings;
import io.clozeline.trainer.policy.Policy;
import io.clozeline.trainer.policy.Standing;
import io.clozeline.trainer.policy.Verdict;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** How the tasks stand, failures included. Safe for use by many threads. */
public final class Standings {
  private final Policy policy;
  private final Arrivals arrivals;
  private final Map<String, Long> failedThrough = new ConcurrentHashMap<>();

  public Standings(Policy policy, Arrivals arrivals) {
    this.policy = Objects.requireNonNull(policy);
    this.arrivals = Objects.requireNonNull(arrivals);
  }

  /** Whether to train {@code task}, whose examples count {@code tally}. */
  public Verdict judge(Task task, Tally tally) {
    return policy.judge(
        new Standing(
            tally,
            task.definition().learning().minExamples(),
            KindTrainings.of(task).fewestLabels(),
            failedThrough.getOrDefault(task.name(), -1L),
            arrivals.quiet(task.name()),
            arrivals.waiting(task.name())));
  }

  /** A run has taken the examples that are there. */
  void started(Task task) {
    arrivals.taken(task.name());
  }

  /** A run on examples up to the offset {@code newest} ended. */
  void ended(Task task, long newest, Outcome outcome) {
    if (outcome == Outcome.FAILED) {
      failedThrough.put(task.name(), newest);
    } else {
      failedThrough.remove(task.name());
    }
  }

  /** The last offset that {@code live} has seen, -1 without a release. */
  public static long trainedThrough(Release live) {
    return live == null ? -1 : live.trainedThrough();
  }
}

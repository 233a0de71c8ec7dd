package io.clozeline.trainer.policy;

import java.time.Duration;

/**
 * Trains on enough new examples once they stop arriving, and again once there is much more to learn
 * from than labels; at once when a person asks for it.
 *
 * @param quietPeriod for how long no example must have arrived
 * @param longestWait after which a run starts although they still arrive
 */
public record Policy(Duration quietPeriod, Duration longestWait) {
  public Policy {
    if (quietPeriod.isNegative() || longestWait.compareTo(quietPeriod) < 0) {
      throw new IllegalArgumentException(
          "the longest wait, " + longestWait + ", is below the quiet period, " + quietPeriod);
    }
  }

  /** Whether to train a task that stands so. */
  public Verdict judge(Standing standing) {
    var tally = standing.tally();
    if (standing.frozen()) {
      return Verdict.FROZEN;
    }
    if (tally.fresh() == 0 && !standing.grown() && !standing.ordered()) {
      return Verdict.NOTHING_NEW;
    }
    if (tally.newest() <= standing.failedThrough()) {
      return Verdict.FAILED_BEFORE;
    }
    if (standing.ordered()) {
      return tally.labels().size() < standing.fewestLabels() ? Verdict.ONE_LABEL : Verdict.TRAIN;
    }
    if (tally.fresh() < standing.minExamples() && !standing.grown()) {
      return Verdict.TOO_FEW;
    }
    if (tally.labels().size() < standing.fewestLabels()) {
      return Verdict.ONE_LABEL;
    }
    return settled(standing) ? Verdict.TRAIN : Verdict.ARRIVING;
  }

  private boolean settled(Standing standing) {
    return standing.quiet().compareTo(quietPeriod) >= 0
        || standing.waiting().compareTo(longestWait) >= 0;
  }
}

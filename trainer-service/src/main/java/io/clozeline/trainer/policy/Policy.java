package io.clozeline.trainer.policy;

import java.time.Duration;

/**
 * Trains on enough new examples once they stop arriving; on fewer when answers have become worse,
 * and on any when they have waited too long; again once there is much more to learn from than
 * labels; at once when a person asks for it. While a challenger rides along it is patient.
 *
 * @param quietPeriod for how long no example must have arrived
 * @param longestWait after which a run starts although they still arrive
 */
public record Policy(Duration quietPeriod, Duration longestWait) {
  /** After an alarm that share of the new examples is enough: they are what has changed. */
  private static final int ALARMED_SHARE = 4;

  /**
   * So many times the new examples that a run asks for end the patience with a challenger that
   * nobody can judge, because the labels are of documents that it has not seen.
   */
  private static final int PATIENCE = 8;

  public Policy {
    if (quietPeriod.isNegative() || longestWait.compareTo(quietPeriod) < 0) {
      throw new IllegalArgumentException(
          "the longest wait, " + longestWait + ", is below the quiet period, " + quietPeriod);
    }
  }

  /** Whether to train a task that stands so. */
  public Verdict judge(Standing standing) {
    var tally = standing.tally();
    if (standing.has(Cue.FROZEN)) {
      return Verdict.FROZEN;
    }
    if (tally.fresh() == 0 && !standing.has(Cue.GROWN) && !standing.has(Cue.ORDERED)) {
      return Verdict.NOTHING_NEW;
    }
    if (standing.has(Cue.COMPARED)
        && !standing.has(Cue.ORDERED)
        && tally.fresh() < PATIENCE * standing.minExamples()) {
      return Verdict.COMPARING;
    }
    if (tally.newest() <= standing.failedThrough()) {
      return Verdict.FAILED_BEFORE;
    }
    if (standing.has(Cue.ORDERED)) {
      return tally.labels().size() < standing.fewestLabels() ? Verdict.ONE_LABEL : Verdict.TRAIN;
    }
    if (tally.fresh() < fewest(standing) && !standing.has(Cue.GROWN)) {
      return Verdict.TOO_FEW;
    }
    if (tally.labels().size() < standing.fewestLabels()) {
      return Verdict.ONE_LABEL;
    }
    return settled(standing) ? Verdict.TRAIN : Verdict.ARRIVING;
  }

  private static int fewest(Standing standing) {
    if (standing.has(Cue.OVERDUE)) {
      return 1;
    }
    int wanted = standing.minExamples();
    return standing.has(Cue.ALARMED) ? Math.max(2, wanted / ALARMED_SHARE) : wanted;
  }

  private boolean settled(Standing standing) {
    return standing.quiet().compareTo(quietPeriod) >= 0
        || standing.waiting().compareTo(longestWait) >= 0;
  }
}

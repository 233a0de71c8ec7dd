package io.clozeline.events.task;

import static io.clozeline.events.task.Refusals.refuseIf;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * Labelled examples of the task's own feedback that a prompt may show behind the text, each with
 * its label's word in the blank (Gao et al. 2021, section 6).
 *
 * @param perLabel how many of each label a prompt shows
 * @param draws how many prompts, each with other examples, are averaged with the one without
 *     examples
 * @param tokens of such a prompt at most; examples that do not fit are left out
 * @param pool examples of a label that are drawn from, the newest ones
 */
public record Demonstrations(Integer perLabel, Integer draws, Integer tokens, Integer pool) {
  @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
  public Demonstrations {
    perLabel = perLabel == null ? 1 : perLabel;
    draws = draws == null ? 1 : draws;
    tokens = tokens == null ? 256 : tokens;
    pool = pool == null ? 64 : pool;
    refuseIf(
        perLabel < 1 || perLabel > 8,
        "demonstrations.perLabel is " + perLabel + "; it goes from 1 to 8");
    refuseIf(
        draws < 1 || draws > 16, "demonstrations.draws is " + draws + "; it goes from 1 to 16");
    refuseIf(
        tokens < 64 || tokens > 4_096,
        "demonstrations.tokens is " + tokens + "; it goes from 64 to 4096");
    refuseIf(
        pool < 1 || pool > 1_000, "demonstrations.pool is " + pool + "; it goes from 1 to 1000");
  }

  /** The short form: a number of examples of each label. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Demonstrations of(int perLabel) {
    return new Demonstrations(perLabel, null, null, null);
  }
}

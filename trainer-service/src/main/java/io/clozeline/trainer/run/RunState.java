package io.clozeline.trainer.run;

import java.time.Instant;

/**
 * How far a run is.
 *
 * @param step 0 while the base model is being opened
 * @param loss of the last step, 0 before the first
 */
public record RunState(
    String task, int examples, int step, int of, double loss, Instant startedAt) {
  RunState at(int step, int of, double loss) {
    return new RunState(task, examples, step, of, loss, startedAt);
  }
}

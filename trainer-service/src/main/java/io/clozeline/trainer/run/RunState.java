package io.clozeline.trainer.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * How far a run is.
 *
 * @param phase of a run that has several, absent elsewhere
 * @param step of the phase; 0 while the base model is being opened
 * @param loss of the last step, 0 before the first
 */
public record RunState(
    String task,
    int examples,
    @JsonInclude(JsonInclude.Include.NON_NULL) String phase,
    int step,
    int of,
    double loss,
    Instant startedAt) {
  RunState at(int step, int of, double loss) {
    return new RunState(task, examples, phase, step, of, loss, startedAt);
  }

  RunState in(String phase) {
    return new RunState(task, examples, phase, 0, 0, 0, startedAt);
  }
}

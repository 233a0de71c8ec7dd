package io.clozeline.trainer.run;

import io.clozeline.trainer.examples.Tally;
import java.time.Duration;

/** Hears what the trainer does, for metrics; on the trainer's thread. */
public interface RunListener {
  /** The examples of a task were counted. */
  void counted(String task, Tally tally);

  /** A run started, or got a step further; null when none is under way. */
  void running(RunState state);

  /** A run stood back for texts that waited, between two of its steps. */
  void rested(Duration rest);

  /** A run ended. */
  void ended(String task, Outcome outcome, Duration took);
}

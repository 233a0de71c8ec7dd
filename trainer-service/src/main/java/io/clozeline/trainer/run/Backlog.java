package io.clozeline.trainer.run;

/** What waits to be annotated. */
@FunctionalInterface
public interface Backlog {
  /** Texts that wait for the encoder; 0 when that cannot be told. */
  long waiting();
}

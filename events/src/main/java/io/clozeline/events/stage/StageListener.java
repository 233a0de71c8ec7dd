package io.clozeline.events.stage;

import io.clozeline.events.error.ErrorCode;

/** Hears what became of each record, for metrics. */
public interface StageListener {
  /** A record became a value in {@code nanos}. */
  void done(long nanos);

  /** A record became a dead letter. */
  void deadLetter(ErrorCode code);
}

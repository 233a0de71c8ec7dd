package io.clozeline.events.stage;

import io.clozeline.events.error.ErrorCode;

/** Hears what became of each record, or of each of its parts, for metrics. */
public interface StageListener {
  /** It became a value in {@code nanos}. */
  void done(long nanos);

  /** It became a dead letter. */
  void deadLetter(ErrorCode code);
}

package io.clozeline.heads.stream;

import io.clozeline.events.error.ErrorCode;

/** Hears of challengers that could not answer, for metrics. */
@FunctionalInterface
public interface ShadowListener {
  /** A challenger had vectors but no answer; the text was served all the same. */
  void shadowFailed(ErrorCode code);
}

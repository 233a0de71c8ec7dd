package io.clozeline.trainer.policy;

import java.util.Locale;

/** Whether a task is trained now, or why not. */
public enum Verdict {
  /** Now. */
  TRAIN,
  /** A person has said that nothing is to be learnt. */
  FROZEN,
  /** A challenger rides along; what it is worth is decided first. */
  COMPARING,
  /** The release has seen every example. */
  NOTHING_NEW,
  /** The last run on these examples failed; it waits for a new one. */
  FAILED_BEFORE,
  /** Fewer new examples than the task asks for. */
  TOO_FEW,
  /** All examples have the same label. */
  ONE_LABEL,
  /** More are arriving; they shall be in the same run. */
  ARRIVING;

  /** As in JSON and logs, for example {@code too-few}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package io.clozeline.trainer.policy;

import java.util.Locale;

/** What beside new examples bears on whether a task is trained. */
public enum Cue {
  /** A person has forbidden any run. */
  FROZEN,
  /** A person has asked for a run. */
  ORDERED,
  /** Answers have become worse since the last decision. */
  ALARMED,
  /** The last decision is longer ago than the task lets a new example wait. */
  OVERDUE,
  /** A challenger rides along that nothing has been decided about yet. */
  COMPARED,
  /** There is much more to learn from than labels. */
  GROWN;

  /** As in logs, for example {@code alarmed}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

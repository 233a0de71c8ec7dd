package io.clozeline.trainer.run;

import java.util.Locale;

/** How a run ended. */
public enum Outcome {
  /** Its adapter is live, or rides along before it is. */
  PUBLISHED,
  /** The live release stays, since its adapter was not better. */
  KEPT,
  /** Another release went live meanwhile; its adapter was thrown away. */
  SUPERSEDED,
  /** Some of its examples were erased meanwhile; its adapter was thrown away. */
  ERASED,
  /** The service is going down. */
  STOPPED,
  /** The log has the cause. */
  FAILED;

  /** As in logs and the metric tag, for example {@code published}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

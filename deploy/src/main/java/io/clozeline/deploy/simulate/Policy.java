package io.clozeline.deploy.simulate;

import java.util.Locale;

/** A way to learn from the labels of a stream. */
public enum Policy {
  /** Nothing is learnt. */
  NEVER,
  /** The trainer learns, and each adapter goes live. */
  ALWAYS,
  /** The trainer learns, and an adapter goes live when it is better, as the task says. */
  GATED,
  /**
   * What a batch job would do: at the texts at which an online policy had learnt, everything
   * labelled so far is learnt from anew, while the stream stands still.
   */
  OFFLINE;

  /** As on the command line. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

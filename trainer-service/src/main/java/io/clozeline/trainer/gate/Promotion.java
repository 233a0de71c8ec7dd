package io.clozeline.trainer.gate;

/** When a challenger takes the champion's place. */
public enum Promotion {
  /** Every one, untested. */
  ALWAYS,
  /** One that is not worse. */
  EAGER,
  /** One that is better. */
  GATED,
  /**
   * One of a gated task that is not worse, and has learnt from so many more examples than the
   * champion that it can be expected to be better: few examples are kept apart then, and to wait
   * until they prove it costs more than it saves.
   */
  GROWN
}

package io.clozeline.trainer.gate;

/** When a challenger takes the champion's place. */
public enum Promotion {
  /** Every one, untested. */
  ALWAYS,
  /** One that is not worse. */
  EAGER,
  /** One that is better. */
  GATED
}

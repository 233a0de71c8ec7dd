package io.clozeline.bert;

import java.util.Locale;

/**
 * The number format of the encoder's weights and large products; layer norms and softmax stay in 32
 * bits in both.
 */
public enum Precision {
  FP32,
  BF16;

  /** The faster one on this machine. */
  public static Precision fastest() {
    return Processor.here().fasterInBf16() ? BF16 : FP32;
  }

  /** Lower-case name, as in configuration and in folder names. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

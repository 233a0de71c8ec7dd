package io.clozeline.bert;

import java.util.List;
import java.util.Locale;

/**
 * The number format of the encoder's weights and large products; layer norms and softmax stay in 32
 * bits in all.
 */
public enum Precision {
  FP32,
  BF16,
  /** Weights of 16 bits, products and sums of 32 bits; for encoders on oneDNN alone. */
  FP16,
  /** 8-bit integers; for encoders on oneDNN alone. */
  INT8;

  /** Those of TensorFlow, for which a model is prepared, and in which adapters are trained. */
  public static final List<Precision> OF_TENSORFLOW = List.of(FP32, BF16);

  /** Itself where TensorFlow computes in it, else what TensorFlow computes in beside it. */
  public Precision inTensorFlow() {
    return OF_TENSORFLOW.contains(this) ? this : fastest();
  }

  /** The faster one of TensorFlow's on this machine. */
  public static Precision fastest() {
    return Processor.here().fasterInBf16() ? BF16 : FP32;
  }

  /** Lower-case name, as in configuration and in folder names. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

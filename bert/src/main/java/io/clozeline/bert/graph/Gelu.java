package io.clozeline.bert.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/** The exact GELU, by the error function, in public operations only. */
public final class Gelu {
  private Gelu() {}

  /** In this very form the optimizer recognises it and fuses it into the product before it. */
  public static <T extends TFloating> Operand<T> of(Ops tf, Class<T> type, Operand<T> x) {
    Operand<T> erf = tf.math.erf(tf.math.mul(x, tf.constant(type, (float) Math.sqrt(0.5))));
    return tf.math.mul(
        tf.math.add(erf, tf.constant(type, 1f)), tf.math.mul(x, tf.constant(type, 0.5f)));
  }
}

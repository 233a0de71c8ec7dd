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

  /** Its derivative: the normal distribution's mass below x, plus x times its density there. */
  static <T extends TFloating> Operand<T> slope(Ops tf, Class<T> type, Operand<T> x) {
    Operand<T> scaled = tf.math.mul(x, tf.constant(type, (float) Math.sqrt(0.5)));
    Operand<T> twiceMass = tf.math.add(tf.math.erf(scaled), tf.constant(type, 1f));
    Operand<T> bell = tf.math.exp(tf.math.neg(tf.math.square(scaled)));
    Operand<T> twiceDensity =
        tf.math.mul(scaled, tf.constant(type, (float) (2 / Math.sqrt(Math.PI))));
    return tf.math.mul(
        tf.math.add(twiceMass, tf.math.mul(twiceDensity, bell)), tf.constant(type, 0.5f));
  }
}

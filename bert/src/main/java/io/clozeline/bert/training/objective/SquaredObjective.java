package io.clozeline.bert.training.objective;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The squared distance of a score from its target. */
record SquaredObjective() implements Objective {
  @Override
  public Operand<TFloat32> loss(Ops tf, Operand<TFloat32> scores, Operand<TFloat32> targets) {
    Operand<TFloat32> error = tf.math.sub(scores, targets);
    return tf.math.mean(tf.math.mul(error, error), tf.constant(1));
  }
}

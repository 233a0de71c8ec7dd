package io.clozeline.bert.training.objective;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Cross-entropy. The log-softmax is composed by hand, because the fused form over label ids has no
 * gradient in the C API.
 */
record SoftmaxObjective() implements Objective {
  @Override
  public Operand<TFloat32> loss(Ops tf, Operand<TFloat32> scores, Operand<TFloat32> targets) {
    return tf.math.neg(
        tf.reduceSum(tf.math.mul(tf.nn.logSoftmax(scores), targets), tf.constant(1)));
  }
}

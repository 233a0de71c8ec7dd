package io.clozeline.bert.training.objective;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Every output is a question of its own: {@code softplus(score) - score · target}. */
record SigmoidObjective() implements Objective {
  @Override
  public Operand<TFloat32> loss(Ops tf, Operand<TFloat32> scores, Operand<TFloat32> targets) {
    return tf.math.mean(
        tf.math.sub(tf.math.softplus(scores), tf.math.mul(scores, targets)), tf.constant(1));
  }
}

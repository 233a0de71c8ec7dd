package io.clozeline.bert.training.objective;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Start and end of an answer, each a class among a sequence's positions (Devlin et al., 2019). */
record SpanObjective() implements Objective {
  @Override
  public Operand<TFloat32> loss(Ops tf, Operand<TFloat32> scores, Operand<TFloat32> targets) {
    return SOFTMAX.loss(tf, scores, targets);
  }

  @Override
  public boolean overPositions() {
    return true;
  }
}

package io.clozeline.bert.training.objective;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A loss, built from operations that have gradients in the C API. */
public interface Objective {
  /** Cross-entropy against one class or a distribution over the classes. */
  Objective SOFTMAX = new SoftmaxObjective();

  /** Binary cross-entropy of each output, averaged over the outputs. */
  Objective SIGMOID = new SigmoidObjective();

  /** Squared error of each output, averaged over the outputs. */
  Objective SQUARED = new SquaredObjective();

  /** Cross-entropy of a start and an end over the selected positions of one sequence. */
  Objective SPAN = new SpanObjective();

  /**
   * The loss of each row.
   *
   * @param scores {@code [rows, outputs]}
   * @param targets {@code [rows, outputs]}
   * @return {@code [rows]}
   */
  Operand<TFloat32> loss(Ops tf, Operand<TFloat32> scores, Operand<TFloat32> targets);

  /** True when a row is one end of a span, and its outputs are the positions of a sequence. */
  default boolean overPositions() {
    return false;
  }
}

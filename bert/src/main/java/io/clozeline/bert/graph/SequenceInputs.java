package io.clozeline.bert.graph;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt32;

/**
 * One padded batch of sequences.
 *
 * @param inputIds {@code [batch, seq]}
 * @param typeIds {@code [batch, seq]}
 * @param lengths {@code [batch]}, tokens before the padding
 * @param selected {@code [selected]}, positions in the flattened batch whose vectors are wanted
 */
public record SequenceInputs(
    Operand<TInt32> inputIds,
    Operand<TInt32> typeIds,
    Operand<TInt32> lengths,
    Operand<TInt32> selected) {

  /** Placeholders of any batch and length. */
  public static SequenceInputs placeholders(Ops tf) {
    return new SequenceInputs(
        placeholder(tf, -1, -1), placeholder(tf, -1, -1), placeholder(tf, -1), placeholder(tf, -1));
  }

  private static Operand<TInt32> placeholder(Ops tf, long... shape) {
    return tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(shape)));
  }
}

package io.clozeline.bert.method.prefix;

import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.method.TrainedInputs;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** The same keys and values for all sequences. */
final class TrainedPrefix<T extends TFloating> implements Adaptation<T> {
  private final TrainedInputs<T> inputs;
  private final Ops tf;
  private final int tokens;

  TrainedPrefix(TrainedInputs<T> inputs, int tokens) {
    this.inputs = inputs;
    this.tf = inputs.tf();
    this.tokens = tokens;
  }

  @Override
  public Operand<TInt32> positions(Operand<TInt32> positions) {
    int last = inputs.model().maxPositions() - 1; // padding may lie beyond
    return tf.math.minimum(tf.math.add(positions, tf.constant(tokens)), tf.constant(last));
  }

  @Override
  public PrefixStates<T> prefix(int layer) {
    Operand<TInt32> batch =
        tf.slice(
            tf.shape(inputs.sequences().inputIds()),
            tf.constant(new int[] {0}),
            tf.constant(new int[] {1}));
    Operand<TInt32> ofMask =
        tf.concat(List.of(batch, tf.constant(new int[] {1, 1, tokens})), tf.constant(0));
    return new PrefixStates<>(
        states(2 * layer, batch),
        states(2 * layer + 1, batch),
        tf.fill(ofMask, tf.constant(inputs.type(), 0f)));
  }

  /** A slice of the columns, {@code [tokens, hidden]}, for each sequence. */
  private Operand<T> states(int slice, Operand<TInt32> batch) {
    int hidden = inputs.model().hidden();
    Operand<TFloat32> own =
        tf.slice(
            inputs.tensor(Prefix.TENSOR, 2),
            tf.constant(new int[] {0, slice * hidden}),
            tf.constant(new int[] {tokens, hidden}));
    Operand<TInt32> times =
        tf.concat(List.of(batch, tf.constant(new int[] {1, 1})), tf.constant(0));
    return tf.tile(tf.expandDims(inputs.cast(own), tf.constant(0)), times);
  }
}

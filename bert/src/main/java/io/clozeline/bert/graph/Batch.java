package io.clozeline.bert.graph;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * What every layer needs to know of the batch.
 *
 * @param batch scalar
 * @param seq scalar
 * @param selected {@code [selected]}, as in {@link SequenceInputs}
 * @param sequenceOfToken {@code [tokens]}, the row of the batch that a token is in
 * @param sequenceOfSelected {@code [selected]}, the row of the batch that a selected position is in
 * @param mask {@code [batch, 1, 1, seq]}, added to attention scores: 0 for tokens, very low for
 *     padding
 */
record Batch<T extends TFloating>(
    Operand<TInt32> batch,
    Operand<TInt32> seq,
    Operand<TInt32> selected,
    Operand<TInt32> sequenceOfToken,
    Operand<TInt32> sequenceOfSelected,
    Operand<T> mask) {

  private static final float PADDING_SCORE = -10000f;

  static <T extends TFloating> Batch<T> of(Ops tf, Class<T> type, SequenceInputs inputs) {
    Operand<TInt32> shape = tf.shape(inputs.inputIds());
    Operand<TInt32> batch = dimension(tf, shape, 0);
    Operand<TInt32> seq = dimension(tf, shape, 1);
    Operand<TInt32> tokens = positions(tf, tf.math.mul(batch, seq));
    return new Batch<>(
        batch,
        seq,
        inputs.selected(),
        tf.math.div(tokens, seq),
        tf.math.div(inputs.selected(), seq),
        mask(tf, type, inputs.lengths(), batch, seq));
  }

  private static <T extends TFloating> Operand<T> mask(
      Ops tf, Class<T> type, Operand<TInt32> lengths, Operand<TInt32> batch, Operand<TInt32> seq) {
    Operand<TFloat32> padding = // [batch, seq]
        tf.dtypes.cast(
            tf.math.greaterEqual(positions(tf, seq), tf.expandDims(lengths, tf.constant(1))),
            TFloat32.class);
    Operand<T> scores = tf.dtypes.cast(tf.math.mul(padding, tf.constant(PADDING_SCORE)), type);
    return tf.reshape(scores, tf.stack(List.of(batch, tf.constant(1), tf.constant(1), seq)));
  }

  private static Operand<TInt32> positions(Ops tf, Operand<TInt32> count) {
    return tf.range(tf.constant(0), count, tf.constant(1));
  }

  private static Operand<TInt32> dimension(Ops tf, Operand<TInt32> shape, int axis) {
    return tf.reshape(
        tf.slice(shape, tf.constant(new int[] {axis}), tf.constant(new int[] {1})),
        tf.constant(new int[0]));
  }
}

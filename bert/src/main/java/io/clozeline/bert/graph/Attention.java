package io.clozeline.bert.graph;

import io.clozeline.bert.ModelInfo;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * Multi-head self-attention between the product that makes query, key and value and the one that
 * joins the heads.
 */
final class Attention<T extends TFloating> {
  private final Ops tf;
  private final Class<T> type;
  private final Kernels<T> kernels;
  private final int heads;
  private final int size;

  Attention(Ops tf, Class<T> type, ModelInfo model, Kernels<T> kernels) {
    this.kernels = kernels;
    this.tf = tf;
    this.type = type;
    this.heads = model.heads();
    this.size = model.hidden() / model.heads();
  }

  /**
   * {@code [tokens, 3 · hidden]} to {@code [tokens, hidden]}.
   *
   * @param prefixOrNull what the tokens attend to beside each other
   */
  Operand<T> of(Operand<T> qkv, Batch<T> batch, Adaptation.PrefixStates<T> prefixOrNull) {
    Operand<T> split = // [batch, seq, 3, heads, size]
        tf.reshape(
            qkv,
            tf.stack(
                List.of(
                    batch.batch(),
                    batch.seq(),
                    tf.constant(3),
                    tf.constant(heads),
                    tf.constant(size))));
    Operand<T> byHead = tf.linalg.transpose(split, tf.constant(new int[] {2, 0, 3, 1, 4}));
    List<? extends Operand<T>> parts =
        tf.unstack(byHead, 3L).output(); // each [batch, heads, seq, size]
    Operand<T> keys = parts.get(1);
    Operand<T> values = parts.get(2);
    Operand<T> mask = batch.mask();
    if (prefixOrNull != null) {
      keys = behind(byHead(prefixOrNull.keys()), keys, 2);
      values = behind(byHead(prefixOrNull.values()), values, 2);
      mask = behind(prefixOrNull.mask(), mask, 3);
    }
    Operand<T> scores = kernels.batchProduct(parts.get(0), keys, true); // [batch, heads, seq, keys]
    Operand<T> scaled = tf.math.mul(scores, tf.constant(type, (float) (1 / Math.sqrt(size))));
    Operand<T> weights = tf.nn.softmax(tf.math.add(scaled, mask));
    Operand<T> context =
        tf.linalg.transpose(
            kernels.batchProduct(weights, values, false), tf.constant(new int[] {0, 2, 1, 3}));
    return tf.reshape(context, hiddenRows());
  }

  /** {@code [batch, prefix, hidden]} to {@code [batch, heads, prefix, size]}. */
  private Operand<T> byHead(Operand<T> states) {
    Operand<TInt32> rows =
        tf.slice(tf.shape(states), tf.constant(new int[] {0}), tf.constant(new int[] {2}));
    Operand<TInt32> split =
        tf.concat(List.of(rows, tf.constant(new int[] {heads, size})), tf.constant(0));
    return tf.linalg.transpose(tf.reshape(states, split), tf.constant(new int[] {0, 2, 1, 3}));
  }

  private Operand<T> behind(Operand<T> first, Operand<T> second, int axis) {
    return tf.concat(List.of(first, second), tf.constant(axis));
  }

  private Operand<TInt32> hiddenRows() {
    return tf.constant(new int[] {-1, heads * size});
  }
}

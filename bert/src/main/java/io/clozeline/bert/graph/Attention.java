package io.clozeline.bert.graph;

import io.clozeline.bert.ModelInfo;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
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
  private final int heads;
  private final int size;

  Attention(Ops tf, Class<T> type, ModelInfo model) {
    this.tf = tf;
    this.type = type;
    this.heads = model.heads();
    this.size = model.hidden() / model.heads();
  }

  /** {@code [tokens, 3 · hidden]} to {@code [tokens, hidden]}. */
  Operand<T> of(Operand<T> qkv, Batch<T> batch) {
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
    Operand<T> scores = batchProduct(parts.get(0), parts.get(1), true); // [batch, heads, seq, seq]
    Operand<T> scaled = tf.math.mul(scores, tf.constant(type, (float) (1 / Math.sqrt(size))));
    Operand<T> weights = tf.nn.softmax(tf.math.add(scaled, batch.mask()));
    Operand<T> context =
        tf.linalg.transpose(
            batchProduct(weights, parts.get(2), false), tf.constant(new int[] {0, 2, 1, 3}));
    return tf.reshape(context, hiddenRows());
  }

  private Operand<TInt32> hiddenRows() {
    return tf.constant(new int[] {-1, heads * size});
  }

  // The Java API offers BatchMatMulV3 only, which oneDNN does not speed up.
  private Operand<T> batchProduct(Operand<T> left, Operand<T> right, boolean transposeRight) {
    OperationBuilder builder =
        tf.scope()
            .env()
            .opBuilder("BatchMatMulV2", tf.scope().makeOpName("BatchMatMul"), tf.scope());
    builder.addInput(left.asOutput());
    builder.addInput(right.asOutput());
    builder.setAttr("adj_y", transposeRight);
    return builder.build().output(0);
  }
}

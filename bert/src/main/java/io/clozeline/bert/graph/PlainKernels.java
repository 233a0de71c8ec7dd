package io.clozeline.bert.graph;

import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** Kernels of public operations only: they run everywhere and have gradients. */
final class PlainKernels<T extends TFloating> implements Kernels<T> {
  static final float EPSILON = 1e-12f;

  private final Ops tf;
  private final Class<T> type;

  PlainKernels(Ops tf, Class<T> type) {
    this.tf = tf;
    this.type = type;
  }

  @Override
  public Operand<T> dense(Operand<T> x, Operand<T> kernel, Operand<T> bias) {
    return tf.nn.biasAdd(tf.linalg.matMul(x, kernel), bias);
  }

  @Override
  public Operand<T> denseAdd(Operand<T> x, Operand<T> kernel, Operand<T> bias, Operand<T> addend) {
    return tf.math.add(dense(x, kernel, bias), addend);
  }

  @Override
  public Operand<T> denseGelu(Operand<T> x, Operand<T> kernel, Operand<T> bias) {
    return gelu(dense(x, kernel, bias));
  }

  // The Java API offers BatchMatMulV3 only, which oneDNN does not speed up.
  @Override
  public Operand<T> batchProduct(Operand<T> left, Operand<T> right, boolean transposeRight) {
    OperationBuilder builder =
        tf.scope()
            .env()
            .opBuilder("BatchMatMulV2", tf.scope().makeOpName("BatchMatMul"), tf.scope());
    builder.addInput(left.asOutput());
    builder.addInput(right.asOutput());
    builder.setAttr("adj_y", transposeRight);
    return builder.build().output(0);
  }

  @Override
  public Operand<T> gelu(Operand<T> x) {
    return Gelu.of(tf, type, x);
  }

  @Override
  public Operand<T> layerNorm(Operand<T> x, Operand<T> gamma, Operand<T> beta) {
    Operand<TFloat32> wide = tf.dtypes.cast(x, TFloat32.class);
    Operand<TInt32> columns = tf.constant(new int[] {1});
    Operand<TFloat32> mean = tf.math.mean(wide, columns, Mean.keepDims(true));
    Operand<TFloat32> centred = tf.math.sub(wide, mean);
    Operand<TFloat32> variance =
        tf.math.mean(tf.math.square(centred), columns, Mean.keepDims(true));
    Operand<TFloat32> inverse = tf.math.rsqrt(tf.math.add(variance, tf.constant(EPSILON)));
    Operand<TFloat32> scaled =
        tf.math.mul(tf.math.mul(centred, inverse), tf.dtypes.cast(gamma, TFloat32.class));
    return tf.dtypes.cast(tf.math.add(scaled, tf.dtypes.cast(beta, TFloat32.class)), type);
  }
}

package io.clozeline.bert.graph;

import java.util.List;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.TensorFlow;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * The gradients of the fused oneDNN operations, for which TensorFlow itself has none. Those of
 * weights are there, too, but cost nothing while nobody asks for them.
 */
final class OneDnnGradients {
  private static final boolean AVAILABLE = register();

  private OneDnnGradients() {}

  /** Whether they are known to TensorFlow, which is told once for all graphs of the process. */
  static boolean available() {
    return AVAILABLE;
  }

  private static boolean register() {
    try {
      TensorFlow.registerCustomGradient(
          OneDnnKernels.PRODUCT, (tf, op, slopes) -> product(tf, op, slopes.get(0)));
      TensorFlow.registerCustomGradient(
          OneDnnKernels.BATCH_PRODUCT, (tf, op, slopes) -> batchProduct(tf, op, slopes.get(0)));
      TensorFlow.registerCustomGradient(
          OneDnnKernels.NORM, (tf, op, slopes) -> norm(tf, op, slopes.get(0)));
      return true;
    } catch (TensorFlowException | LinkageError | IllegalStateException unsupported) {
      return false;
    }
  }

  /** Of {@code x · kernel + bias}, and of what is fused behind it. */
  private static <T extends TFloating> List<Operand<?>> product(
      Ops tf, GraphOperation op, Output<?> slope) {
    Output<T> x = typed(op.input(0));
    Output<T> kernel = typed(op.input(1));
    Output<T> bias = typed(op.input(2));
    boolean activated = op.numInputs() == 3 && fused(op).contains("GeluExact");
    boolean fixed = op.attributes().getAttrBool(OneDnnKernels.FIXED);
    var kernels = new OneDnnKernels<T>(tf, x.type(), true, fixed);
    Operand<T> dy = typed(slope);
    if (activated) {
      dy = tf.math.mul(dy, Gelu.slope(tf, x.type(), kernels.dense(x, kernel, bias)));
    }
    Operand<T> dx = kernels.denseTransposed(dy, kernel);
    Operand<T> dKernel = tf.linalg.matMul(x, dy, MatMul.transposeA(true));
    Operand<T> dBias = tf.reduceSum(dy, tf.constant(new int[] {0}));
    return op.numInputs() == 3 ? List.of(dx, dKernel, dBias) : List.of(dx, dKernel, dBias, dy);
  }

  private static List<String> fused(GraphOperation op) {
    return List.of(op.attributes().getAttrStringList("fused_ops"));
  }

  /** Of {@code left · right}, or of {@code left · rightᵀ}, over the last two axes. */
  private static <T extends TFloating> List<Operand<?>> batchProduct(
      Ops tf, GraphOperation op, Output<?> slope) {
    Output<T> left = typed(op.input(0));
    Output<T> right = typed(op.input(1));
    Output<T> dy = typed(slope);
    var kernels = new OneDnnKernels<T>(tf, left.type(), true, false);
    return op.attributes().getAttrBool("adj_y")
        ? List.of(
            kernels.batchProduct(dy, right, false, false),
            kernels.batchProduct(dy, left, true, false))
        : List.of(
            kernels.batchProduct(dy, right, false, true),
            kernels.batchProduct(left, dy, true, false));
  }

  /** Of the layer normalisation (Ba, Kiros and Hinton 2016), computed in fp32. */
  private static <T extends TFloating> List<Operand<?>> norm(
      Ops tf, GraphOperation op, Output<?> slope) {
    Output<T> x = typed(op.input(0));
    Operand<TInt32> columns = tf.constant(new int[] {1});
    Operand<TFloat32> wide = tf.dtypes.cast(x, TFloat32.class);
    Operand<TFloat32> centred = tf.math.sub(wide, mean(tf, wide, columns));
    Operand<TFloat32> variance = mean(tf, tf.math.square(centred), columns);
    Operand<TFloat32> inverse =
        tf.math.rsqrt(tf.math.add(variance, tf.constant(PlainKernels.EPSILON)));
    Operand<TFloat32> normed = tf.math.mul(centred, inverse);
    Operand<TFloat32> dy = tf.dtypes.cast(slope, TFloat32.class);
    Operand<TFloat32> gamma = tf.dtypes.cast(op.input(1), TFloat32.class);
    Operand<TFloat32> inner = tf.math.mul(dy, gamma);
    Operand<TFloat32> along = mean(tf, tf.math.mul(inner, normed), columns);
    Operand<TFloat32> dx =
        tf.math.mul(
            inverse,
            tf.math.sub(tf.math.sub(inner, mean(tf, inner, columns)), tf.math.mul(normed, along)));
    Operand<TInt32> rows = tf.constant(new int[] {0});
    return List.of(
        tf.dtypes.cast(dx, x.type()),
        tf.dtypes.cast(tf.reduceSum(tf.math.mul(dy, normed), rows), x.type()),
        tf.dtypes.cast(tf.reduceSum(dy, rows), x.type()));
  }

  private static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> of, Operand<TInt32> columns) {
    return tf.math.mean(of, columns, Mean.keepDims(true));
  }

  @SuppressWarnings("unchecked")
  private static <T extends TFloating> Output<T> typed(Output<?> output) {
    return (Output<T>) output;
  }
}

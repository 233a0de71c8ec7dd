package io.clozeline.bert.graph;

import io.clozeline.bert.Processor;
import java.util.List;
import java.util.function.Consumer;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * Kernels of the fused oneDNN operations that TensorFlow itself would rewrite a graph into, named
 * directly. That way the product, the bias and what follows are one operation for sure, and the
 * operation may be told that its weights never change: it then keeps them in the layout of the
 * matrix unit, where it would otherwise reorder them in each batch (bf16, 16 x 32 tokens: 100 ms
 * become 55 ms). They exist on x86 builds only and have no gradients.
 */
final class OneDnnKernels<T extends TFloating> implements Kernels<T> {
  static final String PRODUCT = "_MklNativeFusedMatMul";
  static final String BATCH_PRODUCT = "_MklBatchMatMulV2";
  static final String NORM = "_MklLayerNorm";

  /** The attribute of a product whose kernel is the same in every run. */
  static final String FIXED = "is_filter_const";

  private final Ops tf;
  private final Class<T> type;
  private final boolean keepReordered;
  private final boolean trained;

  /**
   * Operations in {@code tf}.
   *
   * @param trained whether gradients are asked for, see {@link OneDnnGradients}; where not, what
   *     TensorFlow rewrites anyway is left to it
   * @param fixed whether the kernels are the same in every run: then oneDNN may keep what it made
   *     of them in the first
   */
  OneDnnKernels(Ops tf, Class<T> type, boolean trained, boolean fixed) {
    this.tf = tf;
    this.type = type;
    // in fp32 it would cost 340 MB and win nothing
    this.keepReordered = fixed && type == TBfloat16.class;
    this.trained = trained;
  }

  /**
   * Whether these operations exist here and run on this processor in that number format: by trying,
   * unless the trial would end the process.
   */
  static boolean available(Class<? extends TFloating> type) {
    if (type == TBfloat16.class && !Processor.here().multipliesBf16()) {
      return false;
    }
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Operand<?> tried = trial(Ops.create(graph), type);
      try (Result result = session.runner().fetch(tried).run()) {
        return result.size() == 1;
      }
    } catch (TensorFlowException e) {
      return false;
    }
  }

  private static <T extends TFloating> Operand<T> trial(Ops tf, Class<T> type) {
    OneDnnKernels<T> kernels = new OneDnnKernels<>(tf, type, false, true);
    Operand<T> square = tf.fill(tf.constant(new int[] {32, 32}), tf.constant(type, 1f));
    Operand<T> row = tf.fill(tf.constant(new int[] {32}), tf.constant(type, 1f));
    Operand<T> hidden = kernels.denseGelu(square, square, row);
    return kernels.layerNorm(kernels.denseAdd(hidden, square, row, square), row, row);
  }

  /** {@code x · kernelᵀ}. No shape is asked for: while gradients are added, that never returns. */
  Operand<T> denseTransposed(Operand<T> x, Operand<T> kernel) {
    Operand<TInt32> rows =
        tf.slice(tf.shape(kernel), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    return product(x, kernel, true, List.of(tf.zeros(rows, type)), "BiasAdd");
  }

  /** The product over the last two axes, either side transposed first or not. */
  Operand<T> batchProduct(
      Operand<T> left, Operand<T> right, boolean transposeLeft, boolean transposeRight) {
    return operation(
        BATCH_PRODUCT,
        builder -> {
          builder.addInput(left.asOutput());
          builder.addInput(right.asOutput());
          builder.setAttr("adj_x", transposeLeft);
          builder.setAttr("adj_y", transposeRight);
          builder.setAttr("_kernel", "MklNameChangeOp");
        });
  }

  @Override
  public Operand<T> dense(Operand<T> x, Operand<T> kernel, Operand<T> bias) {
    return product(x, kernel, false, List.of(bias), "BiasAdd");
  }

  @Override
  public Operand<T> denseAdd(Operand<T> x, Operand<T> kernel, Operand<T> bias, Operand<T> addend) {
    return product(x, kernel, false, List.of(bias, addend), "BiasAdd", "Add");
  }

  @Override
  public Operand<T> denseGelu(Operand<T> x, Operand<T> kernel, Operand<T> bias) {
    return product(x, kernel, false, List.of(bias), "BiasAdd", "GeluExact");
  }

  @Override
  public Operand<T> batchProduct(Operand<T> left, Operand<T> right, boolean transposeRight) {
    return trained
        ? batchProduct(left, right, false, transposeRight)
        : new PlainKernels<>(tf, type).batchProduct(left, right, transposeRight);
  }

  @Override
  public Operand<T> gelu(Operand<T> x) {
    return Gelu.of(tf, type, x);
  }

  @Override
  public Operand<T> layerNorm(Operand<T> x, Operand<T> gamma, Operand<T> beta) {
    return operation(
        NORM,
        builder -> {
          builder.addInput(x.asOutput());
          builder.addInput(gamma.asOutput());
          builder.addInput(beta.asOutput());
          builder.setAttr("epsilon", PlainKernels.EPSILON);
        });
  }

  private Operand<T> product(
      Operand<T> x, Operand<T> kernel, boolean transposed, List<Operand<T>> more, String... fused) {
    return operation(
        PRODUCT,
        builder -> {
          builder.addInput(x.asOutput());
          builder.addInput(kernel.asOutput());
          builder.addInputList(more.stream().map(Operand::asOutput).toArray(Output<?>[]::new));
          builder.setAttr("fused_ops", fused);
          builder.setAttr("transpose_b", transposed);
          builder.setAttr(FIXED, keepReordered);
          builder.setAttr("_kernel", "MklNameChangeOp");
        });
  }

  private Operand<T> operation(String kind, Consumer<OperationBuilder> inputs) {
    OperationBuilder builder =
        tf.scope().env().opBuilder(kind, tf.scope().makeOpName(kind.substring(1)), tf.scope());
    inputs.accept(builder);
    return builder.build().output(0);
  }
}

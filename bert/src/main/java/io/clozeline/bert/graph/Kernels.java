package io.clozeline.bert.graph;

import org.tensorflow.Operand;
import org.tensorflow.types.family.TFloating;

/**
 * The heavy operations of the encoder over 2-D matrices, in the form that suits the graph's use.
 */
interface Kernels<T extends TFloating> {

  /** {@code x · kernel + bias}: {@code [rows, in]} to {@code [rows, out]}. */
  Operand<T> dense(Operand<T> x, Operand<T> kernel, Operand<T> bias);

  /** {@code x · kernel + bias + addend}. */
  Operand<T> denseAdd(Operand<T> x, Operand<T> kernel, Operand<T> bias, Operand<T> addend);

  /** {@code gelu(x · kernel + bias)}. */
  Operand<T> denseGelu(Operand<T> x, Operand<T> kernel, Operand<T> bias);

  /** {@code left · right}, or {@code left · rightᵀ}, over the last two axes. */
  Operand<T> batchProduct(Operand<T> left, Operand<T> right, boolean transposeRight);

  /** The exact GELU, by the error function. */
  Operand<T> gelu(Operand<T> x);

  /** Normalises each row to mean 0 and variance 1, then scales by gamma and shifts by beta. */
  Operand<T> layerNorm(Operand<T> x, Operand<T> gamma, Operand<T> beta);
}

package io.clozeline.bert.graph;

import io.clozeline.bert.ModelInfo;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The masked-LM head up to its decoder: dense, GELU, layer norm, all in fp32. */
public final class MaskedLmTransform {
  private final Kernels<TFloat32> kernels;
  private final Operand<TFloat32> kernel;
  private final Operand<TFloat32> bias;
  private final Operand<TFloat32> gamma;
  private final Operand<TFloat32> beta;

  /** Declares the head's weights in a graph. */
  public MaskedLmTransform(Ops tf, ModelInfo model, Variables<TFloat32> weights) {
    int hidden = model.hidden();
    this.kernels = new PlainKernels<>(tf, TFloat32.class);
    this.kernel = weights.get("transform.kernel", hidden, hidden);
    this.bias = weights.get("transform.bias", hidden);
    this.gamma = weights.get("transform.norm.gamma", hidden);
    this.beta = weights.get("transform.norm.beta", hidden);
  }

  /** {@code [rows, hidden]} to {@code [rows, hidden]}, what the decoder reads. */
  public Operand<TFloat32> build(Operand<TFloat32> vectors) {
    return kernels.layerNorm(kernels.denseGelu(vectors, kernel, bias), gamma, beta);
  }
}

package io.clozeline.bert.graph;

import io.clozeline.bert.ModelInfo;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * BERT's encoder (Devlin et al., 2019) over a padded batch. Tokens are rows of 2-D matrices; the
 * last layer goes on with the selected rows only, since nothing else of it is used.
 */
public final class EncoderGraph<T extends TFloating> {
  private final Ops tf;
  private final ModelInfo model;
  private final Variables<T> weights;
  private final Kernels<T> kernels;
  private final Attention<T> attention;

  EncoderGraph(Ops tf, ModelInfo model, Variables<T> weights, Kernels<T> kernels) {
    this.tf = tf;
    this.model = model;
    this.weights = weights;
    this.kernels = kernels;
    this.attention = new Attention<>(tf, weights.type(), model);
  }

  /** Built from operations that have gradients. */
  public static <T extends TFloating> EncoderGraph<T> differentiable(
      Ops tf, ModelInfo model, Variables<T> weights) {
    return new EncoderGraph<>(tf, model, weights, new PlainKernels<>(tf, weights.type()));
  }

  /** The vectors at the selected positions: {@code [selected, hidden]}. */
  public Operand<TFloat32> build(SequenceInputs inputs, Lora<T> lora) {
    Batch<T> batch = Batch.of(tf, weights.type(), inputs);
    Operand<T> x = embeddings(inputs, batch); // [tokens, hidden]
    for (int layer = 0; layer < model.layers(); layer++) {
      x = layer(layer, x, batch, lora);
    }
    return tf.dtypes.cast(x, TFloat32.class);
  }

  private Operand<T> embeddings(SequenceInputs inputs, Batch<T> batch) {
    int hidden = model.hidden();
    Operand<TInt32> axis = tf.constant(0);
    Operand<T> word =
        tf.gather(
            weights.get("embeddings.word", model.vocabulary(), hidden), inputs.inputIds(), axis);
    Operand<T> type = tf.gather(weights.get("embeddings.type", 2, hidden), inputs.typeIds(), axis);
    Operand<TInt32> positions = tf.range(tf.constant(0), batch.seq(), tf.constant(1));
    Operand<T> position =
        tf.gather(
            weights.get("embeddings.position", model.maxPositions(), hidden), positions, axis);
    Operand<T> sum = tf.math.add(tf.math.add(word, type), position); // [batch, seq, hidden]
    return norm("embeddings.norm", tf.reshape(sum, tf.constant(new int[] {-1, hidden})));
  }

  private Operand<T> layer(int layer, Operand<T> x, Batch<T> batch, Lora<T> lora) {
    String name = "layer_" + layer + ".";
    Operand<T> qkv = kernels.dense(x, kernel(name, Site.QKV), bias(name, Site.QKV));
    Operand<T> context =
        attention.of(lora.add(layer, Site.QKV, x, qkv, batch.sequenceOfToken()), batch);
    if (layer < model.layers() - 1) {
      return afterAttention(layer, context, x, batch.sequenceOfToken(), lora);
    }
    Operand<T> selectedContext = tf.gather(context, batch.selected(), tf.constant(0));
    Operand<T> selectedX = tf.gather(x, batch.selected(), tf.constant(0));
    return afterAttention(layer, selectedContext, selectedX, batch.sequenceOfSelected(), lora);
  }

  private Operand<T> afterAttention(
      int layer, Operand<T> context, Operand<T> x, Operand<TInt32> sequenceOfRow, Lora<T> lora) {
    String name = "layer_" + layer + ".";
    Operand<T> joined =
        kernels.denseAdd(
            context, kernel(name, Site.ATTENTION_OUTPUT), bias(name, Site.ATTENTION_OUTPUT), x);
    Operand<T> attended =
        norm(
            name + "attention_norm",
            lora.add(layer, Site.ATTENTION_OUTPUT, context, joined, sequenceOfRow));
    Operand<T> wideKernel = kernel(name, Site.INTERMEDIATE);
    Operand<T> wideBias = bias(name, Site.INTERMEDIATE);
    Operand<T> wide =
        lora.either(
            Site.INTERMEDIATE,
            attended,
            rows -> kernels.denseGelu(rows, wideKernel, wideBias),
            rows ->
                kernels.gelu(
                    lora.add(
                        layer,
                        Site.INTERMEDIATE,
                        rows,
                        kernels.dense(rows, wideKernel, wideBias),
                        sequenceOfRow)));
    Operand<T> narrow =
        kernels.denseAdd(wide, kernel(name, Site.OUTPUT), bias(name, Site.OUTPUT), attended);
    return norm(name + "output_norm", lora.add(layer, Site.OUTPUT, wide, narrow, sequenceOfRow));
  }

  private Operand<T> kernel(String layer, Site site) {
    return weights.get(layer + site.text() + ".kernel", site.in(model), site.out(model));
  }

  private Operand<T> bias(String layer, Site site) {
    return weights.get(layer + site.text() + ".bias", site.out(model));
  }

  private Operand<T> norm(String name, Operand<T> x) {
    return kernels.layerNorm(
        x,
        weights.get(name + ".gamma", model.hidden()),
        weights.get(name + ".beta", model.hidden()));
  }
}

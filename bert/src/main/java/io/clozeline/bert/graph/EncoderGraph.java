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
  private final Weights<T> weights;
  private final Kernels<T> kernels;
  private final Attention<T> attention;

  private EncoderGraph(Ops tf, ModelInfo model, Weights<T> weights, Kernels<T> kernels) {
    this.tf = tf;
    this.model = model;
    this.weights = weights;
    this.kernels = kernels;
    this.attention = new Attention<>(tf, weights.type(), model, kernels);
  }

  /** Built from the fastest operations that run here; they have no gradients. */
  public static <T extends TFloating> EncoderGraph<T> fastest(
      Ops tf, ModelInfo model, Weights<T> weights) {
    return new EncoderGraph<>(tf, model, weights, fastestKernels(tf, weights));
  }

  private static <T extends TFloating> Kernels<T> fastestKernels(Ops tf, Weights<T> weights) {
    Class<T> type = weights.type();
    return OneDnnKernels.available(type)
        ? new OneDnnKernels<>(tf, type, false, weights.fixed())
        : new PlainKernels<>(tf, type);
  }

  /** Built from the fastest operations that run here and have gradients. */
  public static <T extends TFloating> EncoderGraph<T> differentiable(
      Ops tf, ModelInfo model, Weights<T> weights) {
    Class<T> type = weights.type();
    boolean fused = OneDnnKernels.available(type) && OneDnnGradients.available();
    return new EncoderGraph<>(
        tf,
        model,
        weights,
        fused
            ? new OneDnnKernels<>(tf, type, true, weights.fixed())
            : new PlainKernels<>(tf, type));
  }

  /** The vectors at the selected positions: {@code [selected, hidden]}. */
  public Operand<TFloat32> build(SequenceInputs inputs, Adaptation<T> adaptation) {
    Batch<T> batch = Batch.of(tf, weights.type(), inputs);
    Operand<T> x = embeddings(inputs, batch, adaptation); // [tokens, hidden]
    for (int layer = 0; layer < model.layers(); layer++) {
      x = layer(layer, x, batch, adaptation);
    }
    return tf.dtypes.cast(x, TFloat32.class);
  }

  private Operand<T> embeddings(SequenceInputs inputs, Batch<T> batch, Adaptation<T> adaptation) {
    int hidden = model.hidden();
    Operand<TInt32> axis = tf.constant(0);
    Operand<T> word =
        adaptation.words(
            tf.gather(
                weights.get("embeddings.word", model.vocabulary(), hidden),
                inputs.inputIds(),
                axis));
    Operand<T> type = tf.gather(weights.get("embeddings.type", 2, hidden), inputs.typeIds(), axis);
    Operand<TInt32> positions =
        adaptation.positions(tf.range(tf.constant(0), batch.seq(), tf.constant(1)));
    Operand<T> position =
        tf.gather(
            weights.get("embeddings.position", model.maxPositions(), hidden), positions, axis);
    Operand<T> sum = tf.math.add(tf.math.add(word, type), position); // [batch, seq, hidden]
    Operand<T> normed =
        norm("embeddings.norm", tf.reshape(sum, tf.constant(new int[] {-1, hidden})));
    return adaptation.at(0, Place.EMBEDDINGS_NORM, normed, normed, batch.sequenceOfToken());
  }

  private Operand<T> layer(int layer, Operand<T> x, Batch<T> batch, Adaptation<T> adaptation) {
    String name = "layer_" + layer + ".";
    Operand<T> qkv =
        adaptation.at(
            layer,
            Place.QKV,
            x,
            kernels.dense(x, kernel(name, Site.QKV), bias(name, Site.QKV)),
            batch.sequenceOfToken());
    Operand<T> context = attention.of(qkv, batch, adaptation.prefix(layer));
    if (layer < model.layers() - 1) {
      return afterAttention(layer, context, x, batch.sequenceOfToken(), adaptation);
    }
    Operand<T> selectedContext = tf.gather(context, batch.selected(), tf.constant(0));
    Operand<T> selectedX = tf.gather(x, batch.selected(), tf.constant(0));
    return afterAttention(
        layer, selectedContext, selectedX, batch.sequenceOfSelected(), adaptation);
  }

  private Operand<T> afterAttention(
      int layer,
      Operand<T> gathered,
      Operand<T> x,
      Operand<TInt32> sequenceOfRow,
      Adaptation<T> adaptation) {
    String name = "layer_" + layer + ".";
    Operand<T> context = adaptation.at(layer, Place.CONTEXT, gathered, gathered, sequenceOfRow);
    Operand<T> joined = joined(layer, Site.ATTENTION_OUTPUT, context, x, sequenceOfRow, adaptation);
    Operand<T> normed = norm(name + "attention_norm", joined);
    Operand<T> attended = adaptation.at(layer, Place.ATTENTION_NORM, normed, normed, sequenceOfRow);
    Operand<T> wideKernel = kernel(name, Site.INTERMEDIATE);
    Operand<T> wideBias = bias(name, Site.INTERMEDIATE);
    Operand<T> activated =
        adaptation.either(
            Place.INTERMEDIATE,
            attended,
            rows -> kernels.denseGelu(rows, wideKernel, wideBias),
            rows ->
                kernels.gelu(
                    adaptation.at(
                        layer,
                        Place.INTERMEDIATE,
                        rows,
                        kernels.dense(rows, wideKernel, wideBias),
                        sequenceOfRow)));
    Operand<T> wide = adaptation.at(layer, Place.ACTIVATED, activated, activated, sequenceOfRow);
    Operand<T> out =
        norm(
            name + "output_norm",
            joined(layer, Site.OUTPUT, wide, attended, sequenceOfRow, adaptation));
    return adaptation.at(layer, Place.OUTPUT_NORM, out, out, sequenceOfRow);
  }

  /** A product of {@code x}, plus {@code residual}. */
  private Operand<T> joined(
      int layer,
      Site site,
      Operand<T> x,
      Operand<T> residual,
      Operand<TInt32> sequenceOfRow,
      Adaptation<T> adaptation) {
    String name = "layer_" + layer + ".";
    Operand<T> kernel = kernel(name, site);
    Operand<T> bias = bias(name, site);
    Place place = Place.of(site);
    return adaptation.apart()
        ? tf.math.add(
            adaptation.at(layer, place, x, kernels.dense(x, kernel, bias), sequenceOfRow), residual)
        : adaptation.at(
            layer, place, x, kernels.denseAdd(x, kernel, bias, residual), sequenceOfRow);
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

package io.clozeline.bert.training;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.EncoderGraph;
import io.clozeline.bert.graph.MaskedLmTransform;
import io.clozeline.bert.graph.SequenceInputs;
import io.clozeline.bert.graph.TrainedLora;
import io.clozeline.bert.graph.Variables;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * The serving encoder, a head, the mean cross-entropy of a batch, and its gradients. The
 * log-softmax is composed by hand, because the fused cross-entropy over label ids has no gradient
 * in the C API.
 */
final class TrainingGraph<T extends TFloating> {
  private final Ops tf;
  private final SequenceInputs inputs;
  private final Operand<TInt32> labels; // [batch]
  private final Operand<TFloat32> scale; // scalar
  private final Operand<TFloat32> weight; // [labels, hidden]
  private final Operand<TFloat32> bias; // [labels]
  private final Dropout<T> dropout;
  private final TrainedLora<T> lora;
  private final Operand<TFloat32> loss;
  private final List<Operand<TFloat32>> trained;
  private final List<Output<?>> gradients;

  TrainingGraph(
      Ops tf,
      ModelInfo model,
      Variables<T> weights,
      Variables<TFloat32> headWeights,
      Layout layout) {
    this.tf = tf;
    this.inputs = SequenceInputs.placeholders(tf);
    this.labels = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    this.scale = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    this.weight = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, model.hidden())));
    this.bias = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
    this.dropout = layout.dropout() ? Dropout.on(tf, weights.type()) : Dropout.off();
    this.lora = new TrainedLora<>(tf, weights.type(), model, layout.targets(), scale, dropout);
    Operand<TFloat32> vectors =
        EncoderGraph.differentiable(tf, model, weights).build(inputs, lora); // [batch, hidden]
    this.loss =
        crossEntropy(
            layout.prompt()
                ? new MaskedLmTransform(tf, model, headWeights).build(vectors)
                : vectors);
    this.trained = trained(layout);
    this.gradients = tf.gradients(loss, trained).dy();
  }

  private List<Operand<TFloat32>> trained(Layout layout) {
    List<Operand<TFloat32>> all = new ArrayList<>();
    lora.factors().values().forEach(factors -> all.addAll(List.of(factors.a(), factors.b())));
    if (!layout.prompt()) {
      all.addAll(List.of(weight, bias));
    }
    return all;
  }

  private Operand<TFloat32> crossEntropy(Operand<TFloat32> vectors) {
    Operand<TFloat32> logits = // [batch, labels]
        tf.math.add(tf.linalg.matMul(vectors, weight, MatMul.transposeB(true)), bias);
    Operand<TFloat32> target = tf.oneHot(labels, tf.size(bias), tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> ofExample =
        tf.reduceSum(tf.math.mul(tf.nn.logSoftmax(logits), target), tf.constant(1));
    return tf.math.neg(tf.math.mean(ofExample, tf.constant(0)));
  }

  SequenceInputs inputs() {
    return inputs;
  }

  Operand<TInt32> labels() {
    return labels;
  }

  Operand<TFloat32> scale() {
    return scale;
  }

  Operand<TFloat32> weight() {
    return weight;
  }

  Operand<TFloat32> bias() {
    return bias;
  }

  Dropout<T> dropout() {
    return dropout;
  }

  TrainedLora<T> lora() {
    return lora;
  }

  Operand<TFloat32> loss() {
    return loss;
  }

  /**
   * Gradients of the loss: of each factor in the order of {@link #lora}, then of the linear head if
   * it is trained.
   */
  List<Output<?>> gradients() {
    return gradients;
  }
}

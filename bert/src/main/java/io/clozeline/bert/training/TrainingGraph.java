package io.clozeline.bert.training;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.EncoderGraph;
import io.clozeline.bert.graph.MaskedLmTransform;
import io.clozeline.bert.graph.SequenceInputs;
import io.clozeline.bert.graph.Variables;
import io.clozeline.bert.graph.Weights;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.TrainedInputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
  private final int words;
  private final Operand<TInt32> classes; // [rows]
  private final Operand<TFloat32> targets; // [rows, outputs]
  private final Operand<TFloat32> shares; // [rows]
  private final Operand<TFloat32> absent; // [batch, slots]
  private final Operand<TFloat32> pieces; // [masks * pieces, labels]
  private final Operand<TFloat32> wordBias; // [vocabulary]
  private final Operand<TFloat32> scores; // [rows, outputs]
  private final Operand<TFloat32> weight; // [labels, hidden]
  private final Operand<TFloat32> bias; // [labels]
  private final Dropout<T> dropout;
  private final TrainedInputs<T> method;
  private final Operand<TFloat32> loss;
  private final List<Output<?>> gradients;

  TrainingGraph(
      Ops tf,
      ModelInfo model,
      Weights<T> weights,
      Variables<TFloat32> headWeights,
      Layout layout,
      Method trainedMethod) {
    this(tf, model, weights, headWeights, layout, trainedMethod, null);
  }

  /**
   * The same.
   *
   * @param alsoTrainedOrNull weights that have gradients, too, where the encoder is not frozen
   */
  TrainingGraph(
      Ops tf,
      ModelInfo model,
      Weights<T> weights,
      Variables<TFloat32> headWeights,
      Layout layout,
      Method trainedMethod,
      Variables<TFloat32> alsoTrainedOrNull) {
    this.tf = tf;
    this.inputs = SequenceInputs.placeholders(tf);
    this.words = model.vocabulary();
    this.classes = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    this.targets = floats(-1, -1);
    this.shares = floats(-1);
    this.absent = floats(-1, -1);
    this.pieces = floats(-1, -1);
    this.wordBias = floats(-1);
    this.weight = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, model.hidden())));
    this.bias = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
    this.dropout = layout.dropout() ? Dropout.on(tf, weights.type()) : Dropout.off();
    this.method = new TrainedInputs<>(tf, weights.type(), model, inputs, dropout);
    Operand<TFloat32> vectors = // [batch, hidden]
        EncoderGraph.differentiable(tf, model, weights)
            .build(inputs, trainedMethod.trained(method));
    this.scores =
        layout.answers() == Answers.LINEAR
            ? linear(vectors)
            : throughWords(
                layout.answers(),
                new MaskedLmTransform(tf, model, headWeights).build(vectors),
                weights.get("embeddings.word", model.vocabulary(), model.hidden()));
    this.loss = loss(layout);
    List<Operand<TFloat32>> trained = trained(layout, trainedMethod.shapes(model).keySet());
    if (alsoTrainedOrNull != null) {
      trained.addAll(alsoTrainedOrNull.all().values());
    }
    this.gradients = tf.gradients(loss, trained).dy();
  }

  private List<Operand<TFloat32>> trained(Layout layout, Set<String> names) {
    List<Operand<TFloat32>> all = new ArrayList<>();
    names.forEach(name -> all.add(method.tensors().get(name)));
    if (layout.answers() == Answers.LINEAR) {
      all.addAll(List.of(weight, bias));
    }
    return all;
  }

  private Operand<TFloat32> floats(long... shape) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
  }

  private Operand<TFloat32> linear(Operand<TFloat32> vectors) {
    return tf.math.add(tf.linalg.matMul(vectors, weight, MatMul.transposeB(true)), bias);
  }

  private Operand<TFloat32> throughWords(
      Answers answers, Operand<TFloat32> transformed, Operand<T> embeddings) {
    if (answers == Answers.WORDS) {
      return linear(transformed);
    }
    Operand<TFloat32> all = // [selected, vocabulary]
        tf.math.add(
            tf.linalg.matMul(
                transformed, tf.dtypes.cast(embeddings, TFloat32.class), MatMul.transposeB(true)),
            wordBias);
    if (answers == Answers.VOCABULARY) {
      return all;
    }
    Operand<TFloat32> max =
        tf.stopGradient(tf.expandDims(tf.reduceMax(all, tf.constant(1)), tf.constant(1)));
    Operand<TFloat32> sum = tf.reduceSum(tf.math.exp(tf.math.sub(all, max)), tf.constant(1));
    Operand<TFloat32> normalizer = // [selected, 1]
        tf.math.add(tf.expandDims(tf.math.log(sum), tf.constant(1)), max);
    Operand<TFloat32> ofPieces = // [selected, pieces]
        tf.math.sub(linear(transformed), normalizer);
    Operand<TInt32> width =
        tf.slice(tf.shape(pieces), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    Operand<TFloat32> together = // [batch, masks * pieces]
        tf.reshape(
            ofPieces, tf.concat(List.of(tf.constant(new int[] {-1}), width), tf.constant(0)));
    return tf.linalg.matMul(together, pieces);
  }

  private Operand<TFloat32> loss(Layout layout) {
    Operand<TFloat32> rows = scores;
    Operand<TFloat32> wanted = targets;
    if (layout.objective().overPositions()) {
      rows = ends();
    } else if (layout.answers() == Answers.VOCABULARY) {
      wanted = tf.oneHot(classes, tf.constant(words), tf.constant(1f), tf.constant(0f));
    }
    Operand<TFloat32> ofRow = layout.objective().loss(tf, rows, wanted);
    return tf.reduceSum(tf.math.mul(ofRow, shares), tf.constant(0));
  }

  /** {@code [batch * slots, 2]} to {@code [batch * 2, slots]}. */
  private Operand<TFloat32> ends() {
    Operand<TInt32> shape = tf.shape(absent); // batch, slots
    Operand<TInt32> axis = tf.constant(0);
    Operand<TFloat32> apart =
        tf.reshape(scores, tf.concat(List.of(shape, tf.constant(new int[] {2})), axis));
    Operand<TFloat32> turned = // [batch, 2, slots]
        tf.linalg.transpose(apart, tf.constant(new int[] {0, 2, 1}));
    Operand<TInt32> slots = tf.slice(shape, tf.constant(new int[] {1}), tf.constant(new int[] {1}));
    return tf.reshape(
        tf.math.add(turned, tf.expandDims(absent, tf.constant(1))),
        tf.concat(List.of(tf.constant(new int[] {-1}), slots), axis));
  }

  SequenceInputs inputs() {
    return inputs;
  }

  Operand<TInt32> classes() {
    return classes;
  }

  Operand<TFloat32> targets() {
    return targets;
  }

  Operand<TFloat32> shares() {
    return shares;
  }

  Operand<TFloat32> absent() {
    return absent;
  }

  Operand<TFloat32> pieces() {
    return pieces;
  }

  Operand<TFloat32> wordBias() {
    return wordBias;
  }

  Operand<TFloat32> scores() {
    return scores;
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

  TrainedInputs<T> method() {
    return method;
  }

  Operand<TFloat32> loss() {
    return loss;
  }

  /**
   * Gradients of the loss: of each tensor in the order of the method's shapes, then of the linear
   * head if it is trained, then of the weights that are.
   */
  List<Output<?>> gradients() {
    return gradients;
  }
}

package io.clozeline.bert.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.Prepared;
import io.clozeline.bert.Sentences;
import io.clozeline.bert.WordPiece;
import io.clozeline.bert.graph.CastWeights;
import io.clozeline.bert.graph.SavedWeights;
import io.clozeline.bert.graph.Variables;
import io.clozeline.bert.method.full.Full;
import io.clozeline.bert.training.objective.Objective;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

class WeightGradientsTest {
  private static final Answering ANSWERING = new LinearAnswering(2);
  private static final Layout LAYOUT =
      Layout.of(Full.untrained(), Answers.LINEAR, Objective.SOFTMAX, false);

  private static Graph graph;
  private static Session session;
  private static Ops tf;
  private static ModelInfo model;
  private static Variables<TFloat32> weights;
  private static TrainingGraph<TFloat32> built;
  private static Parameters head;
  private static ExampleBatch batch;

  @BeforeAll
  static void open() throws IOException {
    model = Prepared.directory().info();
    graph = new Graph();
    session = new Session(graph);
    tf = Ops.create(graph);
    weights = new Variables<>(tf, TFloat32.class);
    SavedWeights saved = new SavedWeights(tf, session, Prepared.directory(), Precision.FP32);
    var computed = new CastWeights<>(tf, weights, TFloat32.class);
    built =
        new TrainingGraph<>(
            tf,
            model,
            computed,
            new Variables<>(tf, TFloat32.class),
            LAYOUT,
            Full.untrained(),
            weights);
    saved.load(weights);
    Random random = new Random(3);
    Reading reading = Reading.of(ANSWERING);
    head = Parameters.start(model, Full.untrained(), reading.start(model, random), reading, random);
    WordPiece words = new WordPiece(Prepared.directory());
    List<LabelledSequence> examples = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      examples.add(LabelledSequence.of(words.sequence(Sentences.ALL.get(i), "[CLS]"), i % 2));
    }
    batch = ExampleBatch.of(examples, 28, ANSWERING, Objective.SOFTMAX);
  }

  @AfterAll
  static void close() {
    session.close();
    graph.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "embeddings.word",
        "embeddings.position",
        "embeddings.type",
        "embeddings.norm.gamma",
        "layer_0.qkv.kernel",
        "layer_0.qkv.bias",
        "layer_5.intermediate.kernel",
        "layer_11.attention_output.kernel",
        "layer_11.attention_norm.beta"
      })
  void aWeightsGradientIsTheSlopeThatFiniteDifferencesFind(String name) {
    // Given the gradient, kept
    int index = new ArrayList<>(weights.all().keySet()).indexOf(name);
    Variable<TFloat32> weight = weights.all().get(name);
    Variable<TFloat32> along = tf.variable(weight.shape(), TFloat32.class);
    Operand<TFloat32> by = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    Op move = tf.assignAdd(weight, tf.math.mul(along, by));
    Operand<TFloat32> slope =
        built.gradients().get(head.arrays().size() + index).expect(TFloat32.class);
    run(runner -> runner.addTarget(tf.assign(along, slope)).fetch(built.loss()));
    double norm = Math.sqrt(2 * run(runner -> runner.fetch(tf.nn.l2Loss(along))));
    double step = 0.01 / Math.max(norm, 0.7);

    // When the weight moves along it, there and back
    move(move, by, step / norm);
    double forward = run(runner -> runner.fetch(built.loss()));
    move(move, by, -2 * step / norm);
    double backward = run(runner -> runner.fetch(built.loss()));
    move(move, by, step / norm);

    // Then the loss changes by the gradient's length
    assertEquals(norm, (forward - backward) / (2 * step), 0.02 * norm + 1e-4);
  }

  /** One run over the batch, and the number that it fetches. */
  private static double run(Consumer<Session.Runner> asking) {
    Session.Runner runner = session.runner();
    try (Feeds feeds = new Feeds(runner)) {
      Feeding feeding = new Feeding(feeds, built);
      feeding.sequences(batch);
      feeding.lessons(LAYOUT, batch);
      feeding.parameters(model, head);
      asking.accept(runner);
      try (Result result = runner.run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    }
  }

  private static void move(Op move, Operand<TFloat32> by, double much) {
    Session.Runner runner = session.runner().addTarget(move);
    try (Feeds feeds = new Feeds(runner)) {
      feeds.floats(by, new float[] {(float) much});
      runner.run().close();
    }
  }
}

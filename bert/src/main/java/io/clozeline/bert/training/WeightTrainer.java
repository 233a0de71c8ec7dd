package io.clozeline.bert.training;

import ai.djl.engine.Engine;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.graph.CastWeights;
import io.clozeline.bert.graph.SavedWeights;
import io.clozeline.bert.graph.Variables;
import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.method.full.Full;
import io.clozeline.bert.serving.ServingGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/**
 * Trains every weight of the encoder, and a linear head. The weights are kept in fp32 and computed
 * with in the precision asked for; with their gradients and the optimizer's two moments they take
 * 16 bytes each. The native libraries must have been set up before ({@link
 * io.clozeline.bert.setup.NativeSetup#use}). For one training, by one thread.
 */
public final class WeightTrainer implements AutoCloseable {
  private final ModelInfo model;
  private final Class<? extends TFloating> type;
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Session session;
  private final Variables<TFloat32> weights = new Variables<>(tf, TFloat32.class);
  private final Variables<TFloat32> headWeights = new Variables<>(tf, TFloat32.class);
  private final SavedWeights saved;

  private WeightTrainer(ModelDirectory base, Precision precision, int intraOpThreads) {
    this.model = base.info();
    this.type = ServingGraph.type(precision);
    this.session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(intraOpThreads)
                .setInterOpParallelismThreads(1)
                .build());
    this.saved = new SavedWeights(tf, session, base, Precision.FP32);
  }

  /**
   * Prepares a session, from which a training starts.
   *
   * @param precision of the computation
   * @param intraOpThreads native threads that compute one step
   */
  public static WeightTrainer open(ModelDirectory base, Precision precision, int intraOpThreads) {
    Engine.getEngine("TensorFlow"); // loads the native libraries
    return new WeightTrainer(base, precision, intraOpThreads);
  }

  /**
   * Trains; afterwards the weights can be {@linkplain #save saved}.
   *
   * @param lessons with a linear head
   * @param plan whose method is {@link Full}
   * @return the head that was trained with the weights
   */
  public LinearHead train(Lessons lessons, TrainingPlan plan, TrainingProgress progress) {
    Reading reading = Reading.of(lessons.answering());
    if (reading.kind() != Answers.LINEAR || !(plan.method() instanceof Full)) {
      throw new IllegalArgumentException("all weights are trained with a linear head alone");
    }
    Random random = new Random(plan.seed());
    Parameters head =
        Parameters.start(model, plan.method(), reading.start(model, random), reading, random);
    Layout layout = Layout.of(plan.method(), reading.kind(), lessons.objective(), false);
    TrainingGraph<?> built = built(layout, plan, type);
    int ofHead = head.arrays().size();
    NativeAdamW optimizer =
        new NativeAdamW(
            tf,
            weights,
            slopes(built.gradients().subList(ofHead, built.gradients().size())),
            slopes(built.gradients().subList(0, ofHead)),
            plan.weightDecay());
    saved.load(weights);
    optimizer.start(session);
    AdamW ofTheHead = new AdamW(head.arrays(), plan.weightDecay());
    Course.run(
        lessons,
        plan,
        random,
        (batch, learningRate, seed) ->
            step(built, layout, batch, head, optimizer, ofTheHead, learningRate),
        progress);
    return head.head();
  }

  private <T extends TFloating> TrainingGraph<T> built(
      Layout layout, TrainingPlan plan, Class<T> computed) {
    return new TrainingGraph<>(
        tf,
        model,
        new CastWeights<>(tf, weights, computed),
        headWeights,
        layout,
        plan.method(),
        weights);
  }

  private static List<Operand<TFloat32>> slopes(List<Output<?>> gradients) {
    List<Operand<TFloat32>> slopes = new ArrayList<>();
    gradients.forEach(gradient -> slopes.add(gradient.expect(TFloat32.class)));
    return slopes;
  }

  private double step(
      TrainingGraph<?> built,
      Layout layout,
      ExampleBatch batch,
      Parameters head,
      NativeAdamW optimizer,
      AdamW ofTheHead,
      double learningRate) {
    Session.Runner runner = session.runner();
    try (Feeds feeds = new Feeds(runner)) {
      Feeding feeding = new Feeding(feeds, built);
      feeding.sequences(batch);
      feeding.lessons(layout, batch);
      feeding.parameters(model, head);
      optimizer.step(runner, feeds, learningRate);
      runner.fetch(built.loss()).fetch(optimizer.scale());
      List<float[]> arrays = head.arrays();
      built.gradients().subList(0, arrays.size()).forEach(runner::fetch);
      try (Result result = runner.run()) {
        float scale = ((TFloat32) result.get(1)).getFloat();
        List<float[]> slopes = new ArrayList<>();
        for (int i = 0; i < arrays.size(); i++) {
          slopes.add(scaled(result, i + 2, arrays.get(i).length, scale));
        }
        ofTheHead.step(slopes, learningRate);
        return ((TFloat32) result.get(0)).getFloat();
      }
    }
  }

  private static float[] scaled(Result result, int index, int length, float scale) {
    float[] slope = new float[length];
    result.get(index).asRawTensor().data().asFloats().read(slope);
    for (int i = 0; i < length; i++) {
      slope[i] *= scale;
    }
    return slope;
  }

  /**
   * Writes the weights as they are now, under their names, as a TensorFlow checkpoint.
   *
   * @param prefix of the files' names
   */
  public void save(Path prefix) {
    Map<String, Variable<TFloat32>> all = weights.all();
    String[] whole = new String[all.size()];
    java.util.Arrays.fill(whole, "");
    session
        .runner()
        .addTarget(
            tf.train.save(
                tf.constant(prefix.toString()),
                tf.constant(NdArrays.vectorOfObjects(all.keySet().toArray(String[]::new))),
                tf.constant(NdArrays.vectorOfObjects(whole)),
                new ArrayList<Operand<?>>(all.values())))
        .run()
        .close();
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}

package io.clozeline.bert.training;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.graph.SavedWeights;
import io.clozeline.bert.graph.Variables;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.serving.ServingGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/**
 * A native session that holds the frozen weights once, and a training graph per layout over them.
 */
final class LoadedWeights<T extends TFloating> implements AutoCloseable {
  private final ModelInfo model;
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Session session;
  private final Variables<T> weights;
  private final Variables<TFloat32> headWeights = new Variables<>(tf, TFloat32.class);
  private final SavedWeights saved;
  private final Map<Layout, TrainingGraph<T>> graphs = new HashMap<>();

  private LoadedWeights(
      ModelDirectory directory, Precision precision, Class<T> type, int intraOpThreads) {
    this.model = directory.info();
    this.session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(intraOpThreads)
                .setInterOpParallelismThreads(1)
                .build());
    this.weights = new Variables<>(tf, type);
    this.saved = new SavedWeights(tf, session, directory, precision);
  }

  static LoadedWeights<?> open(ModelDirectory directory, Precision precision, int intraOpThreads) {
    return open(directory, precision, ServingGraph.type(precision), intraOpThreads);
  }

  private static <T extends TFloating> LoadedWeights<T> open(
      ModelDirectory directory, Precision precision, Class<T> type, int intraOpThreads) {
    return new LoadedWeights<>(directory, precision, type, intraOpThreads);
  }

  /** Loss and gradients of one batch at the parameters as they are. */
  Gradients run(
      Layout layout, ExampleBatch batch, Parameters parameters, double dropout, long[] seed) {
    TrainingGraph<T> graphOfLayout = graph(layout, parameters.method());
    Session.Runner runner = session.runner();
    try (Feeds feeds = new Feeds(runner)) {
      Feeding feeding = new Feeding(feeds, graphOfLayout);
      feeding.sequences(batch);
      feeding.lessons(layout, batch);
      feeding.parameters(model, parameters);
      feeding.dropout(layout, dropout, seed);
      runner.fetch(graphOfLayout.loss());
      graphOfLayout.gradients().forEach(runner::fetch);
      return read(runner, parameters.arrays());
    }
  }

  /** The scores of a batch, {@code [rows, outputs]}, row by row. */
  float[] scores(Layout layout, ExampleBatch batch, Parameters parameters) {
    TrainingGraph<T> graphOfLayout = graph(layout, parameters.method());
    Session.Runner runner = session.runner();
    try (Feeds feeds = new Feeds(runner)) {
      Feeding feeding = new Feeding(feeds, graphOfLayout);
      feeding.sequences(batch);
      feeding.parameters(model, parameters);
      runner.fetch(graphOfLayout.scores());
      try (Result result = runner.run()) {
        TFloat32 scores = (TFloat32) result.get(0);
        float[] read = new float[Math.toIntExact(scores.size())];
        scores.asRawTensor().data().asFloats().read(read);
        return read;
      }
    }
  }

  private TrainingGraph<T> graph(Layout layout, Method method) {
    return graphs.computeIfAbsent(
        layout,
        key -> {
          var built = new TrainingGraph<>(tf, model, weights, headWeights, layout, method);
          saved.load(weights);
          saved.load(headWeights);
          return built;
        });
  }

  private static Gradients read(Session.Runner runner, List<float[]> like) {
    try (Result result = runner.run()) {
      List<float[]> slopes = new ArrayList<>();
      for (int i = 0; i < like.size(); i++) {
        float[] slope = new float[like.get(i).length];
        result.get(i + 1).asRawTensor().data().asFloats().read(slope);
        slopes.add(slope);
      }
      return new Gradients(((TFloat32) result.get(0)).getFloat(), slopes);
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}

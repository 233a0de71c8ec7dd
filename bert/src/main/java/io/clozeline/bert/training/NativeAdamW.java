package io.clozeline.bert.training;

import io.clozeline.bert.graph.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * {@link AdamW} over the variables of a graph, for numbers too many to be moved at every step.
 * Their gradients are clipped to a global norm of one together with those of {@code beside}, which
 * are applied elsewhere.
 */
final class NativeAdamW {
  private final Ops tf;
  private final Operand<TFloat32> keep;
  private final Operand<TFloat32> rate;
  private final Operand<TFloat32> beta1Power;
  private final Operand<TFloat32> beta2Power;
  private final Operand<TFloat32> epsilon;
  private final Operand<TFloat32> scale;
  private final List<Op> updates = new ArrayList<>();
  private final List<Op> starts = new ArrayList<>();
  private final double weightDecay;
  private int steps;

  /**
   * Builds the update.
   *
   * @param slopes one for each of the variables, in their order
   */
  NativeAdamW(
      Ops tf,
      Variables<TFloat32> variables,
      List<Operand<TFloat32>> slopes,
      List<Operand<TFloat32>> beside,
      double weightDecay) {
    this.tf = tf;
    this.weightDecay = weightDecay;
    this.keep = scalar();
    this.rate = scalar();
    this.beta1Power = scalar();
    this.beta2Power = scalar();
    this.epsilon = scalar();
    this.scale = scale(slopes, beside);
    int i = 0;
    for (Map.Entry<String, Variable<TFloat32>> each : variables.all().entrySet()) {
      update(each.getKey(), each.getValue(), slopes.get(i++));
    }
  }

  private Operand<TFloat32> scalar() {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }

  /** All gradients are there before the first variable changes: each update waits for this. */
  private Operand<TFloat32> scale(List<Operand<TFloat32>> slopes, List<Operand<TFloat32>> beside) {
    List<Operand<TFloat32>> squares = new ArrayList<>();
    for (List<Operand<TFloat32>> some : List.of(slopes, beside)) {
      some.forEach(slope -> squares.add(tf.nn.l2Loss(slope))); // half of the sum of squares
    }
    Operand<TFloat32> norm = tf.math.sqrt(tf.math.mul(tf.math.addN(squares), tf.constant(2f)));
    return tf.math.minimum(
        tf.constant(1f),
        tf.math.div(tf.constant((float) AdamW.MAX_NORM), tf.math.add(norm, tf.constant(1e-6f))));
  }

  private void update(String name, Variable<TFloat32> variable, Operand<TFloat32> slope) {
    Variable<TFloat32> first = slot(name + ".first", variable);
    Variable<TFloat32> second = slot(name + ".second", variable);
    Operand<TFloat32> clipped = tf.math.mul(slope, scale);
    Op decayed =
        tf.withControlDependencies(List.of((Op) clipped))
            .assign(variable, tf.math.mul(variable, keep));
    updates.add(
        tf.withControlDependencies(List.of(decayed))
            .train
            .applyAdam(
                variable,
                first,
                second,
                beta1Power,
                beta2Power,
                rate,
                tf.constant((float) AdamW.BETA1),
                tf.constant((float) AdamW.BETA2),
                epsilon,
                clipped));
  }

  private Variable<TFloat32> slot(String name, Variable<TFloat32> like) {
    Shape shape = like.shape();
    Variable<TFloat32> slot = tf.withName(name).variable(shape, TFloat32.class);
    starts.add(tf.assign(slot, tf.zeros(tf.constant(shape), TFloat32.class)));
    return slot;
  }

  /** Before the first step. */
  void start(Session session) {
    Session.Runner runner = session.runner();
    starts.forEach(runner::addTarget);
    runner.run().close();
  }

  /** What {@code beside} is multiplied by so that the norm of all is one at most. */
  Operand<TFloat32> scale() {
    return scale;
  }

  /** Lets the next run take a step. */
  void step(Session.Runner runner, Feeds feeds, double learningRate) {
    steps++;
    double correction = Math.sqrt(1 - Math.pow(AdamW.BETA2, steps));
    scalar(feeds, keep, 1 - learningRate * weightDecay);
    scalar(feeds, rate, learningRate);
    scalar(feeds, beta1Power, Math.pow(AdamW.BETA1, steps));
    scalar(feeds, beta2Power, Math.pow(AdamW.BETA2, steps));
    scalar(feeds, epsilon, AdamW.EPSILON * correction);
    updates.forEach(runner::addTarget);
  }

  private static void scalar(Feeds feeds, Operand<TFloat32> input, double value) {
    feeds.floats(input, new float[] {(float) value});
  }
}

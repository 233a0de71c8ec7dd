package io.clozeline.bert.training;

import ai.djl.engine.Engine;
import io.clozeline.bert.Precision;
import io.clozeline.bert.serving.ServingGraph;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Constant;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * What products of large matrices reach on this machine: the most that anything here can. The
 * native libraries must have been set up before.
 */
public final class MatrixPeak {
  private static final int SIZE = 2_048;

  /** Products in one run, one after the other. */
  private static final int PRODUCTS = 8;

  private static final int RUNS = 5;

  private MatrixPeak() {}

  /** Billions of additions and multiplications a second, the best of some runs. */
  public static double gigaflops(Precision precision, int intraOpThreads) {
    Engine.getEngine("TensorFlow");
    return gigaflops(ServingGraph.type(precision), intraOpThreads);
  }

  private static <T extends TFloating> double gigaflops(Class<T> type, int threads) {
    var config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(1)
            .build();
    try (Graph graph = new Graph();
        Session session = new Session(graph, config)) {
      Ops tf = Ops.create(graph);
      Constant<TInt32> shape = tf.constant(new int[] {SIZE, SIZE});
      // Drawn at each run, so that nothing is computed beforehand.
      Operand<T> factor = tf.dtypes.cast(tf.random.randomUniform(shape, type), type);
      Operand<T> product = factor;
      for (int i = 0; i < PRODUCTS; i++) {
        product = tf.linalg.matMul(factor, product);
      }
      Operand<T> start = tf.identity(factor);
      Operand<T> last = tf.reduceSum(product, tf.constant(new int[] {0, 1}));
      Operand<T> nothing = tf.reduceSum(start, tf.constant(new int[] {0, 1}));
      session.runner().addTarget(last).run().close();
      double best = 0;
      for (int run = 0; run < RUNS; run++) {
        double drawing = seconds(session, nothing);
        double all = seconds(session, last);
        best = Math.max(best, 2.0 * PRODUCTS * SIZE * SIZE * SIZE / (all - drawing) / 1e9);
      }
      return best;
    }
  }

  private static double seconds(Session session, Operand<?> of) {
    long started = System.nanoTime();
    session.runner().addTarget(of).run().close();
    return (System.nanoTime() - started) / 1e9;
  }
}

package io.clozeline.bert.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.bert.Prepared;
import io.clozeline.bert.graph.Variables;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

class NativeAdamWTest {
  private static final int[] LENGTHS = {3, 5};
  private static final double WEIGHT_DECAY = 0.05;

  @BeforeAll
  static void nativeLibraries() {
    Prepared.directory();
  }

  @Test
  void takesTheStepsOfTheOtherOptimizerWithWhatIsBeside() {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      // Given three arrays, two of which are variables of a graph
      Random random = new Random(1);
      float[] beside = numbers(random, 4, 1);
      float[][] variables = {numbers(random, LENGTHS[0], 1), numbers(random, LENGTHS[1], 1)};
      Ops tf = Ops.create(graph);
      var weights = new Variables<>(tf, TFloat32.class);
      List<Operand<TFloat32>> slopes = List.of(input(tf), input(tf));
      Operand<TFloat32> slopeBeside = input(tf);
      for (int i = 0; i < variables.length; i++) {
        Variable<TFloat32> weight = weights.get("w" + i, LENGTHS[i]);
        session.runner().addTarget(tf.assign(weight, tf.constant(variables[i]))).run().close();
      }
      var optimizer = new NativeAdamW(tf, weights, slopes, List.of(slopeBeside), WEIGHT_DECAY);
      optimizer.start(session);
      var java = new AdamW(List.of(variables[0], variables[1], beside), WEIGHT_DECAY);

      // When gradients come, some of which are longer than one together
      for (int i = 0; i < 12; i++) {
        double length = i % 2 == 0 ? 0.1 : 3;
        float[][] steps = {
          numbers(random, LENGTHS[0], length),
          numbers(random, LENGTHS[1], length),
          numbers(random, beside.length, length)
        };
        Session.Runner runner = session.runner();
        float scale;
        try (Feeds feeds = new Feeds(runner)) {
          feeds.floats(slopes.get(0), steps[0], steps[0].length);
          feeds.floats(slopes.get(1), steps[1], steps[1].length);
          feeds.floats(slopeBeside, steps[2], steps[2].length);
          optimizer.step(runner, feeds, 0.03);
          try (Result result = runner.fetch(optimizer.scale()).run()) {
            scale = ((TFloat32) result.get(0)).getFloat();
          }
        }
        float squares = squares(steps[0]) + squares(steps[1]) + squares(steps[2]);
        assertEquals(Math.min(1, 1 / Math.sqrt(squares)), scale, 1e-5);
        java.step(List.of(steps[0].clone(), steps[1].clone(), steps[2].clone()), 0.03);
      }

      // Then
      for (int i = 0; i < variables.length; i++) {
        float[] values = new float[LENGTHS[i]];
        try (Result result = session.runner().fetch(weights.all().get("w" + i)).run()) {
          result.get(0).asRawTensor().data().asFloats().read(values);
        }
        assertArrayEquals(variables[i], values, 2e-5f);
      }
    }
  }

  private static Operand<TFloat32> input(Ops tf) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
  }

  private static float[] numbers(Random random, int length, double size) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (float) (size * random.nextGaussian());
    }
    return numbers;
  }

  private static float squares(float[] values) {
    float sum = 0;
    for (float value : values) {
      sum += value * value;
    }
    return sum;
  }
}

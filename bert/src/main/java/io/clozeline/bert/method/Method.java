package io.clozeline.bert.method;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.graph.Adaptation;
import java.util.Map;
import java.util.Random;
import org.tensorflow.types.family.TFloating;

/** A way to adapt the frozen encoder, with its settings. */
public interface Method {
  /** As a task's {@code learning.method} names it. */
  String text();

  /**
   * The tensors that are trained, by their names in files, with their shapes; in the order of
   * training.
   */
  Map<String, long[]> shapes(ModelInfo model);

  /** Numbers to start from, row by row, in the order of {@link #shapes}. */
  Map<String, float[]> start(ModelInfo model, Random random);

  /**
   * What decides the operations of its training graph, beside what is fed: methods of the same
   * structure share one.
   */
  Object structure();

  /** Numbers that are fed with the tensors but not trained. */
  default Map<String, Float> constants() {
    return Map.of();
  }

  /** Enters the graph that trains it alone. */
  <T extends TFloating> Adaptation<T> trained(TrainedInputs<T> inputs);

  /** How many of the model's positions it takes from each sequence. */
  default int positions() {
    return 0;
  }

  /**
   * Checks that the settings can be those of an adapter of {@code model}.
   *
   * @throws IllegalArgumentException when they cannot
   */
  default void requireFit(ModelInfo model) {
    if (2 * positions() > model.maxPositions()) {
      throw new IllegalArgumentException(
          positions() + " tokens are more than half of the model's " + model.maxPositions());
    }
  }

  /** The sequence as the graph reads it, which is longer where tokens are put before it. */
  default Sequence prepared(Sequence sequence) {
    return sequence;
  }

  /** How many numbers it trains. */
  default long parameters(ModelInfo model) {
    return shapes(model).values().stream().mapToLong(Method::size).sum();
  }

  /** How many numbers a tensor of that shape has. */
  static long size(long[] shape) {
    long size = 1;
    for (long dimension : shape) {
      size *= dimension;
    }
    return size;
  }
}

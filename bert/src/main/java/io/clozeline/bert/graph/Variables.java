package io.clozeline.bert.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.family.TFloating;

/**
 * The weights of one graph, each created once and shared by everything that is built into the
 * graph.
 */
public final class Variables<T extends TFloating> implements Weights<T> {
  private final Ops tf;
  private final Class<T> type;
  private final Map<String, Variable<T>> byName = new LinkedHashMap<>();

  /** Weights of one number format in a graph. */
  public Variables(Ops tf, Class<T> type) {
    this.tf = tf;
    this.type = type;
  }

  @Override
  public Class<T> type() {
    return type;
  }

  @Override
  public Variable<T> get(String name, long... shape) {
    return byName.computeIfAbsent(name, key -> tf.withName(key).variable(Shape.of(shape), type));
  }

  /**
   * They are loaded before the first run, and what trains them computes with {@link CastWeights}.
   */
  @Override
  public boolean fixed() {
    return true;
  }

  /** All weights asked for so far, by name. */
  public Map<String, Variable<T>> all() {
    return Collections.unmodifiableMap(byName);
  }
}

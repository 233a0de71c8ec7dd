package io.clozeline.bert.method;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.SequenceInputs;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/**
 * The inputs of the one adapter that is trained: a placeholder for each tensor, so that each has a
 * gradient, and for each constant. Declared by the method as it builds its part of the graph.
 */
public final class TrainedInputs<T extends TFloating> {
  private final Ops tf;
  private final Class<T> type;
  private final ModelInfo model;
  private final SequenceInputs sequences;
  private final UnaryOperator<Operand<T>> dropout;
  private final Map<String, Operand<TFloat32>> tensors = new LinkedHashMap<>();
  private final Map<String, Operand<TFloat32>> constants = new LinkedHashMap<>();

  /**
   * @param dropout for methods that drop out what goes into them
   */
  public TrainedInputs(
      Ops tf,
      Class<T> type,
      ModelInfo model,
      SequenceInputs sequences,
      UnaryOperator<Operand<T>> dropout) {
    this.tf = tf;
    this.type = type;
    this.model = model;
    this.sequences = sequences;
    this.dropout = dropout;
  }

  public Ops tf() {
    return tf;
  }

  /** The number format that the encoder computes in. */
  public Class<T> type() {
    return type;
  }

  public ModelInfo model() {
    return model;
  }

  public SequenceInputs sequences() {
    return sequences;
  }

  public Operand<T> dropout(Operand<T> x) {
    return dropout.apply(x);
  }

  /** The trained tensor of that name, of any shape of so many dimensions. */
  public Operand<TFloat32> tensor(String name, int dimensions) {
    long[] any = new long[dimensions];
    java.util.Arrays.fill(any, -1);
    return tensors.computeIfAbsent(
        name, key -> tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(any))));
  }

  /** The same in the encoder's format. */
  public Operand<T> cast(Operand<TFloat32> tensor) {
    return tf.dtypes.cast(tensor, type);
  }

  /** The constant of that name, a scalar. */
  public Operand<TFloat32> constant(String name) {
    return constants.computeIfAbsent(
        name, key -> tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar())));
  }

  /** What has been declared, in order. */
  public Map<String, Operand<TFloat32>> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  /** What has been declared. */
  public Map<String, Operand<TFloat32>> constants() {
    return Collections.unmodifiableMap(constants);
  }
}

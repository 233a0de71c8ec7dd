package io.clozeline.bert.method;

import io.clozeline.bert.ModelInfo;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** The inputs of a graph that serves, declared by the methods as they build their parts of it. */
public final class ServedInputs<T extends TFloating> {
  private final Ops tf;
  private final Class<T> type;
  private final ModelInfo model;
  private final Map<String, Operand<?>> named = new TreeMap<>();

  public ServedInputs(Ops tf, Class<T> type, ModelInfo model) {
    this.tf = tf;
    this.type = type;
    this.model = model;
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

  /** An input; -1 stands for any size. The same name gives the same input. */
  public Operand<T> floats(String name, long... shape) {
    return tf.dtypes.cast(wide(name, shape), type);
  }

  /** An input in 32 bits. */
  @SuppressWarnings("unchecked") // under a name there is one kind of input
  public Operand<TFloat32> wide(String name, long... shape) {
    return (Operand<TFloat32>)
        named.computeIfAbsent(
            name, key -> tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape))));
  }

  /** An input of whole numbers. */
  @SuppressWarnings("unchecked") // under a name there is one kind of input
  public Operand<TInt32> ints(String name, long... shape) {
    return (Operand<TInt32>)
        named.computeIfAbsent(
            name, key -> tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(shape))));
  }

  /** An input {@code [layers, …]}, a layer at a time. */
  public List<? extends Operand<T>> layers(String name, long... shapeOfLayer) {
    long[] shape = new long[shapeOfLayer.length + 1];
    shape[0] = model.layers();
    System.arraycopy(shapeOfLayer, 0, shape, 1, shapeOfLayer.length);
    return tf.unstack(floats(name, shape), (long) model.layers()).output();
  }

  /** What has been declared, by name. */
  public Map<String, Operand<?>> named() {
    return Collections.unmodifiableMap(named);
  }
}

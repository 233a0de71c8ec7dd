package io.clozeline.bert.method;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * An input with a row of numbers for each adapter of the batch and layer, from which each row of
 * the computation takes its own.
 */
public final class PerSequence<T extends TFloating> {
  private final ServedInputs<T> inputs;
  private final List<? extends Operand<T>> layers; // each [distinct + 1, width]
  private final Operand<TInt32> places;

  /** Declares the input {@code name}, {@code [layers, distinct + 1, width]}. */
  public PerSequence(ServedInputs<T> inputs, String name, int width) {
    this.inputs = inputs;
    this.layers = inputs.layers(name, -1, width);
    this.places = inputs.ints(TunedBatch.PLACES, -1);
  }

  /** {@code [rows, width]} for the rows of a layer. */
  public Operand<T> of(int layer, Operand<TInt32> sequenceOfRow) {
    var tf = inputs.tf();
    Operand<TInt32> axis = tf.constant(0);
    return tf.gather(layers.get(layer), tf.gather(places, sequenceOfRow, axis), axis);
  }
}

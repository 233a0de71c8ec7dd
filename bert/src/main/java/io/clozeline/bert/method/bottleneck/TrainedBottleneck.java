package io.clozeline.bert.method.bottleneck;

import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.graph.Gelu;
import io.clozeline.bert.graph.Place;
import io.clozeline.bert.method.TrainedInputs;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** One network for all rows. */
final class TrainedBottleneck<T extends TFloating> implements Adaptation<T> {
  private final TrainedInputs<T> inputs;
  private final Ops tf;

  TrainedBottleneck(TrainedInputs<T> inputs) {
    this.inputs = inputs;
    this.tf = inputs.tf();
  }

  @Override
  public boolean adapts(Place place) {
    return Bottleneck.PLACES.contains(place);
  }

  @Override
  public boolean apart() {
    return true;
  }

  @Override
  public Operand<T> at(
      int layer, Place place, Operand<T> x, Operand<T> y, Operand<TInt32> sequenceOfRow) {
    if (!adapts(place)) {
      return y;
    }
    Operand<T> narrow = Gelu.of(tf, inputs.type(), affine(inputs.dropout(y), layer, place, "down"));
    return tf.math.add(y, affine(narrow, layer, place, "up"));
  }

  private Operand<T> affine(Operand<T> x, int layer, Place place, String part) {
    Operand<T> weight = inputs.cast(inputs.tensor(name(layer, place, part, "weight"), 2));
    Operand<T> bias = inputs.cast(inputs.tensor(name(layer, place, part, "bias"), 1));
    return tf.math.add(tf.linalg.matMul(x, weight, MatMul.transposeB(true)), bias);
  }

  private static String name(int layer, Place place, String part, String what) {
    return Bottleneck.name(layer, place, part, what);
  }
}

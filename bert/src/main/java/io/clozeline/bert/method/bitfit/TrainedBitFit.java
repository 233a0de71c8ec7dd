package io.clozeline.bert.method.bitfit;

import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.graph.Place;
import io.clozeline.bert.method.TrainedInputs;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** One update for all rows. */
final class TrainedBitFit<T extends TFloating> implements Adaptation<T> {
  private final TrainedInputs<T> inputs;
  private final Ops tf;

  TrainedBitFit(TrainedInputs<T> inputs) {
    this.inputs = inputs;
    this.tf = inputs.tf();
  }

  @Override
  public boolean adapts(Place place) {
    return place == Place.EMBEDDINGS_NORM || BitFit.PLACES.contains(place);
  }

  @Override
  public Operand<T> at(
      int layer, Place place, Operand<T> x, Operand<T> y, Operand<TInt32> sequenceOfRow) {
    if (!adapts(place)) {
      return y;
    }
    List<Operand<TFloat32>> parts =
        place == Place.EMBEDDINGS_NORM
            ? List.of(inputs.tensor(BitFit.EMBEDDINGS, 1))
            : BitFit.names(layer, place).stream().map(name -> inputs.tensor(name, 1)).toList();
    Operand<TFloat32> update = parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(0));
    return tf.math.add(y, inputs.cast(update));
  }
}

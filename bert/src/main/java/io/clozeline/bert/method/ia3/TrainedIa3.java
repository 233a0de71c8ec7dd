package io.clozeline.bert.method.ia3;

import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.graph.Place;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.TrainedInputs;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** One vector for all rows. */
final class TrainedIa3<T extends TFloating> implements Adaptation<T> {
  private static final List<Target> OF_QKV = List.of(Target.QUERY, Target.KEY, Target.VALUE);

  private final TrainedInputs<T> inputs;
  private final Ops tf;
  private final List<Target> targets;

  TrainedIa3(TrainedInputs<T> inputs, List<Target> targets) {
    this.inputs = inputs;
    this.tf = inputs.tf();
    this.targets = targets;
  }

  @Override
  public boolean adapts(Place place) {
    return targets.stream().anyMatch(target -> Ia3.place(target) == place);
  }

  @Override
  public Operand<T> at(
      int layer, Place place, Operand<T> x, Operand<T> y, Operand<TInt32> sequenceOfRow) {
    if (!adapts(place)) {
      return y;
    }
    Operand<TFloat32> scales =
        place == Place.QKV
            ? ofQkv(layer)
            : vector(layer, targets.stream().filter(t -> Ia3.place(t) == place).toList().get(0));
    return tf.math.mul(y, inputs.cast(scales));
  }

  private Operand<TFloat32> ofQkv(int layer) {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (Target target : OF_QKV) {
      parts.add(
          targets.contains(target)
              ? vector(layer, target)
              : tf.fill(tf.constant(new int[] {inputs.model().hidden()}), tf.constant(1f)));
    }
    return tf.concat(parts, tf.constant(0));
  }

  private Operand<TFloat32> vector(int layer, Target target) {
    return tf.reshape(inputs.tensor(Ia3.name(layer, target), 2), tf.constant(new int[] {-1}));
  }
}

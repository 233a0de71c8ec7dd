package io.clozeline.bert.method.lora;

import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.graph.Place;
import io.clozeline.bert.graph.Site;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.TrainedInputs;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** The factors of each target, in PEFT's orientation. */
final class TrainedLora<T extends TFloating> implements Adaptation<T> {
  private final TrainedInputs<T> inputs;
  private final Ops tf;
  private final List<Target> targets;

  TrainedLora(TrainedInputs<T> inputs, List<Target> targets) {
    this.inputs = inputs;
    this.tf = inputs.tf();
    this.targets = targets;
  }

  @Override
  public boolean adapts(Place place) {
    return !at(place).isEmpty();
  }

  @Override
  public Operand<T> at(
      int layer, Place place, Operand<T> x, Operand<T> y, Operand<TInt32> sequenceOfRow) {
    List<Target> here = at(place);
    if (here.isEmpty()) {
      return y;
    }
    List<Operand<TFloat32>> a = new ArrayList<>();
    List<Operand<TFloat32>> b = new ArrayList<>();
    for (Target target : here) {
      LoraKey key = new LoraKey(layer, target);
      a.add(inputs.tensor(Lora.a(key), 2));
      Operand<TFloat32> turned =
          tf.linalg.transpose(inputs.tensor(Lora.b(key), 2), tf.constant(new int[] {1, 0}));
      b.add(inColumns(turned, target));
    }
    Operand<T> down = inputs.cast(below(a)); // [ranks, in]
    Operand<T> up = inputs.cast(tf.math.mul(below(b), inputs.constant(Lora.SCALE))); // [ranks, out]
    Operand<T> dropped = inputs.dropout(x);
    return tf.math.add(
        y, tf.linalg.matMul(tf.linalg.matMul(dropped, down, MatMul.transposeB(true)), up));
  }

  private Operand<TFloat32> below(List<Operand<TFloat32>> parts) {
    return parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(0));
  }

  private List<Target> at(Place place) {
    return targets.stream().filter(target -> Place.of(Site.of(target)) == place).toList();
  }

  private Operand<TFloat32> inColumns(Operand<TFloat32> b, Target target) {
    int before = Site.firstColumn(target, inputs.model());
    int columns = Site.columns(target, inputs.model());
    int after = Site.of(target).out(inputs.model()) - before - columns;
    return before + after == 0
        ? b
        : tf.pad(b, tf.constant(new int[][] {{0, 0}, {before, after}}), tf.constant(0f));
  }
}

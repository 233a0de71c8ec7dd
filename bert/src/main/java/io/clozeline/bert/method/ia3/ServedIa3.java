package io.clozeline.bert.method.ia3;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.graph.Place;
import io.clozeline.bert.graph.Site;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.BatchFeed;
import io.clozeline.bert.method.Numbers;
import io.clozeline.bert.method.PerSequence;
import io.clozeline.bert.method.Served;
import io.clozeline.bert.method.ServedInputs;
import io.clozeline.bert.method.Tuned;
import io.clozeline.bert.method.TunedBatch;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** A vector for each adapter of the batch; ones for sequences of others. */
public final class ServedIa3 implements Served {
  private static final List<Place> PLACES =
      List.of(Place.QKV, Place.CONTEXT, Place.INTERMEDIATE, Place.ACTIVATED);

  @Override
  public <T extends TFloating> Adaptation<T> build(ServedInputs<T> inputs) {
    return new Scales<>(inputs);
  }

  @Override
  public void feed(TunedBatch batch, ModelInfo model, BatchFeed into) {
    batch.feedPlaces(into);
    for (Place place : PLACES) {
      int width = place.width(model);
      into.floats(
          name(place),
          batch.rows(
              model.layers(), width, 1, (tuned, layer) -> scales(tuned, layer, place, model)),
          model.layers(),
          batch.distinct().size() + 1,
          width);
    }
  }

  private static float[] scales(Tuned tuned, int layer, Place place, ModelInfo model) {
    if (!(tuned.method() instanceof Ia3 method)) {
      return null;
    }
    float[] scales = null;
    for (Target target : method.targets()) {
      if (Ia3.place(target) == place) {
        scales = scales == null ? Numbers.all(place.width(model), 1) : scales;
        float[] own = tuned.tensors().get(Ia3.name(layer, target));
        int first = place == Place.QKV ? Site.firstColumn(target, model) : 0;
        System.arraycopy(own, 0, scales, first, own.length);
      }
    }
    return scales;
  }

  private static String name(Place place) {
    return "ia3_" + place.text();
  }

  private static final class Scales<T extends TFloating> implements Adaptation<T> {
    private final Ops tf;
    private final Map<Place, PerSequence<T>> scales = new EnumMap<>(Place.class);

    Scales(ServedInputs<T> inputs) {
      this.tf = inputs.tf();
      for (Place place : PLACES) {
        scales.put(place, new PerSequence<>(inputs, name(place), place.width(inputs.model())));
      }
    }

    @Override
    public boolean adapts(Place place) {
      return scales.containsKey(place);
    }

    @Override
    public Operand<T> at(
        int layer, Place place, Operand<T> x, Operand<T> y, Operand<TInt32> sequenceOfRow) {
      return adapts(place) ? tf.math.mul(y, scales.get(place).of(layer, sequenceOfRow)) : y;
    }
  }
}

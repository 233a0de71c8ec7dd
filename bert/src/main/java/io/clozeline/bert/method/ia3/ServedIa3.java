package io.clozeline.bert.method.ia3;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.graph.Place;
import io.clozeline.bert.graph.Site;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.BatchFeed;
import io.clozeline.bert.method.Numbers;
import io.clozeline.bert.method.PerPlace;
import io.clozeline.bert.method.Served;
import io.clozeline.bert.method.ServedInputs;
import io.clozeline.bert.method.Tuned;
import io.clozeline.bert.method.TunedBatch;
import java.util.List;
import org.tensorflow.types.family.TFloating;

/** A vector for each adapter of the batch; ones for sequences of others. */
public final class ServedIa3 implements Served {
  private static final PerPlace SCALES =
      new PerPlace(
          Ia3.TEXT, List.of(Place.QKV, Place.CONTEXT, Place.INTERMEDIATE, Place.ACTIVATED), 1);

  @Override
  public <T extends TFloating> Adaptation<T> build(ServedInputs<T> inputs) {
    return SCALES.build(inputs, inputs.tf().math::mul);
  }

  @Override
  public void feed(TunedBatch batch, ModelInfo model, BatchFeed into) {
    SCALES.feed(batch, model, into, (tuned, layer, place) -> scales(tuned, layer, place, model));
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
}

package io.clozeline.bert.method.bitfit;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.graph.Place;
import io.clozeline.bert.method.BatchFeed;
import io.clozeline.bert.method.PerSequence;
import io.clozeline.bert.method.Served;
import io.clozeline.bert.method.ServedInputs;
import io.clozeline.bert.method.Tuned;
import io.clozeline.bert.method.TunedBatch;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** An update for each adapter of the batch; zeros for sequences of others. */
public final class ServedBitFit implements Served {
  @Override
  public <T extends TFloating> Adaptation<T> build(ServedInputs<T> inputs) {
    return new Updates<>(inputs);
  }

  @Override
  public void feed(TunedBatch batch, ModelInfo model, BatchFeed into) {
    batch.feedPlaces(into);
    for (Place place : places()) {
      int width = place.width(model);
      into.floats(
          name(place),
          batch.rows(
              model.layers(), width, 0, (tuned, layer) -> update(tuned, layer, place, width)),
          model.layers(),
          batch.distinct().size() + 1,
          width);
    }
  }

  /** The embeddings' update is that of the first layer; the others' rows are not read. */
  private static float[] update(Tuned tuned, int layer, Place place, int width) {
    if (!(tuned.method() instanceof BitFit)) {
      return null;
    }
    if (place == Place.EMBEDDINGS_NORM) {
      return layer == 0 ? tuned.tensors().get(BitFit.EMBEDDINGS) : null;
    }
    float[] update = new float[width];
    int first = 0;
    for (String name : BitFit.names(layer, place)) {
      float[] part = tuned.tensors().get(name);
      System.arraycopy(part, 0, update, first, part.length);
      first += part.length;
    }
    return update;
  }

  private static List<Place> places() {
    List<Place> places = new ArrayList<>(BitFit.PLACES);
    places.add(Place.EMBEDDINGS_NORM);
    return places;
  }

  private static String name(Place place) {
    return "bitfit_" + place.text();
  }

  private static final class Updates<T extends TFloating> implements Adaptation<T> {
    private final Ops tf;
    private final Map<Place, PerSequence<T>> updates = new EnumMap<>(Place.class);

    Updates(ServedInputs<T> inputs) {
      this.tf = inputs.tf();
      for (Place place : places()) {
        updates.put(place, new PerSequence<>(inputs, name(place), place.width(inputs.model())));
      }
    }

    @Override
    public boolean adapts(Place place) {
      return updates.containsKey(place);
    }

    @Override
    public Operand<T> at(
        int layer, Place place, Operand<T> x, Operand<T> y, Operand<TInt32> sequenceOfRow) {
      return adapts(place) ? tf.math.add(y, updates.get(place).of(layer, sequenceOfRow)) : y;
    }
  }
}

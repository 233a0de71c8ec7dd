package io.clozeline.bert.method.bitfit;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.graph.Place;
import io.clozeline.bert.method.BatchFeed;
import io.clozeline.bert.method.PerPlace;
import io.clozeline.bert.method.Served;
import io.clozeline.bert.method.ServedInputs;
import io.clozeline.bert.method.Tuned;
import io.clozeline.bert.method.TunedBatch;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.types.family.TFloating;

/** An update for each adapter of the batch; zeros for sequences of others. */
public final class ServedBitFit implements Served {
  private static final PerPlace UPDATES = new PerPlace(BitFit.TEXT, places(), 0);

  @Override
  public <T extends TFloating> Adaptation<T> build(ServedInputs<T> inputs) {
    return UPDATES.build(inputs, inputs.tf().math::add);
  }

  @Override
  public void feed(TunedBatch batch, ModelInfo model, BatchFeed into) {
    UPDATES.feed(
        batch,
        model,
        into,
        (tuned, layer, place) -> update(tuned, layer, place, place.width(model)));
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
}

package io.clozeline.bert.method;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.graph.Place;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * The served part of a method that has a vector for each place of each layer.
 *
 * @param prefix of the inputs' names
 * @param neutral what a vector holds that changes nothing: for sequences of other methods
 */
public record PerPlace(String prefix, List<Place> places, float neutral) {
  /** Numbers of one place. */
  @FunctionalInterface
  public interface Vectors {
    /** Those of {@code tuned}, as wide as the place; null where it has none there. */
    float[] of(Tuned tuned, int layer, Place place);
  }

  public PerPlace {
    places = List.copyOf(places);
  }

  /**
   * Declares the vectors and lets them enter.
   *
   * @param entering joins what came out of a place with each row's vector
   */
  public <T extends TFloating> Adaptation<T> build(
      ServedInputs<T> inputs, BinaryOperator<Operand<T>> entering) {
    Map<Place, PerSequence<T>> vectors = new EnumMap<>(Place.class);
    for (Place place : places) {
      vectors.put(place, new PerSequence<>(inputs, name(place), place.width(inputs.model())));
    }
    return new Entering<>(vectors, entering);
  }

  /** Gives the vectors. */
  public void feed(TunedBatch batch, ModelInfo model, BatchFeed into, Vectors vectors) {
    batch.feedPlaces(into);
    for (Place place : places) {
      int width = place.width(model);
      into.floats(
          name(place),
          batch.rows(
              model.layers(), width, neutral, (tuned, layer) -> vectors.of(tuned, layer, place)),
          model.layers(),
          batch.distinct().size() + 1,
          width);
    }
  }

  private String name(Place place) {
    return prefix + "_" + place.text();
  }

  private record Entering<T extends TFloating>(
      Map<Place, PerSequence<T>> vectors, BinaryOperator<Operand<T>> entering)
      implements Adaptation<T> {
    @Override
    public boolean adapts(Place place) {
      return vectors.containsKey(place);
    }

    @Override
    public Operand<T> at(
        int layer, Place place, Operand<T> x, Operand<T> y, Operand<TInt32> sequenceOfRow) {
      return adapts(place) ? entering.apply(y, vectors.get(place).of(layer, sequenceOfRow)) : y;
    }
  }
}

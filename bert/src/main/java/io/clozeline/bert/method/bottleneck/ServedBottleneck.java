package io.clozeline.bert.method.bottleneck;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.graph.Gelu;
import io.clozeline.bert.graph.Place;
import io.clozeline.bert.method.BatchFeed;
import io.clozeline.bert.method.PerSequence;
import io.clozeline.bert.method.Served;
import io.clozeline.bert.method.ServedInputs;
import io.clozeline.bert.method.Tuned;
import io.clozeline.bert.method.TunedBatch;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * The networks of all adapters in the batch, side by side as one wide one; a mask per sequence
 * keeps the units of its own adapter.
 */
public final class ServedBottleneck implements Served {
  @Override
  public <T extends TFloating> Adaptation<T> build(ServedInputs<T> inputs) {
    return new Networks<>(inputs);
  }

  @Override
  public void feed(TunedBatch batch, ModelInfo model, BatchFeed into) {
    batch.feedPlaces(into);
    List<Tuned> own =
        batch.distinct().stream().filter(t -> t.method() instanceof Bottleneck).toList();
    int units = own.stream().mapToInt(ServedBottleneck::width).sum();
    into.floats("adapter_units", mask(batch, own, units), batch.sequences(), units);
    for (Place place : Bottleneck.PLACES) {
      feed(batch, own, units, place, model, into);
    }
  }

  private static void feed(
      TunedBatch batch, List<Tuned> own, int units, Place place, ModelInfo model, BatchFeed into) {
    int layers = model.layers();
    int hidden = model.hidden();
    float[] down = new float[layers * units * hidden];
    float[] downBias = new float[layers * units];
    float[] up = new float[layers * units * hidden];
    int first = 0;
    for (Tuned tuned : own) {
      int width = width(tuned);
      for (int layer = 0; layer < layers; layer++) {
        int unit = layer * units + first;
        copy(tensor(tuned, layer, place, "down", "weight"), down, unit * hidden);
        copy(tensor(tuned, layer, place, "down", "bias"), downBias, unit);
        turn(tensor(tuned, layer, place, "up", "weight"), width, hidden, up, unit * hidden);
      }
      first += width;
    }
    into.floats(name(place, "down"), down, layers, units, hidden);
    into.floats(name(place, "down_bias"), downBias, layers, units);
    into.floats(name(place, "up"), up, layers, units, hidden);
    into.floats(
        name(place, "up_bias"),
        batch.rows(
            layers,
            hidden,
            0,
            (tuned, layer) ->
                tuned.method() instanceof Bottleneck
                    ? tensor(tuned, layer, place, "up", "bias")
                    : null),
        layers,
        batch.distinct().size() + 1,
        hidden);
  }

  private static float[] mask(TunedBatch batch, List<Tuned> own, int units) {
    float[] mask = new float[batch.sequences() * units];
    for (int row = 0; row < batch.sequences(); row++) {
      int first = row * units;
      for (Tuned tuned : own) {
        if (batch.of(row) == tuned) {
          Arrays.fill(mask, first, first + width(tuned), 1f);
        }
        first += width(tuned);
      }
    }
    return mask;
  }

  private static int width(Tuned tuned) {
    return ((Bottleneck) tuned.method()).width();
  }

  private static float[] tensor(Tuned tuned, int layer, Place place, String part, String what) {
    return tuned.tensors().get(Bottleneck.name(layer, place, part, what));
  }

  private static void copy(float[] from, float[] into, int start) {
    System.arraycopy(from, 0, into, start, from.length);
  }

  /** {@code [hidden, width]} to {@code [width, hidden]}. */
  private static void turn(float[] from, int width, int hidden, float[] into, int start) {
    for (int unit = 0; unit < width; unit++) {
      for (int i = 0; i < hidden; i++) {
        into[start + unit * hidden + i] = from[i * width + unit];
      }
    }
  }

  private static String name(Place place, String what) {
    return "adapter_" + place.text() + "_" + what;
  }

  private record Network<T extends TFloating>(
      List<? extends Operand<T>> down,
      List<? extends Operand<T>> downBias,
      List<? extends Operand<T>> up,
      PerSequence<T> upBias) {}

  private static final class Networks<T extends TFloating> implements Adaptation<T> {
    private final Ops tf;
    private final Class<T> type;
    private final Operand<T> mask;
    private final Map<Place, Network<T>> networks = new EnumMap<>(Place.class);

    Networks(ServedInputs<T> inputs) {
      this.tf = inputs.tf();
      this.type = inputs.type();
      this.mask = inputs.floats("adapter_units", -1, -1);
      int hidden = inputs.model().hidden();
      for (Place place : Bottleneck.PLACES) {
        networks.put(
            place,
            new Network<>(
                inputs.layers(name(place, "down"), -1, hidden),
                inputs.layers(name(place, "down_bias"), -1),
                inputs.layers(name(place, "up"), -1, hidden),
                new PerSequence<>(inputs, name(place, "up_bias"), hidden)));
      }
    }

    @Override
    public boolean adapts(Place place) {
      return networks.containsKey(place);
    }

    @Override
    public boolean apart() {
      return true;
    }

    @Override
    public Operand<T> at(
        int layer, Place place, Operand<T> x, Operand<T> y, Operand<TInt32> sequenceOfRow) {
      Network<T> of = networks.get(place);
      if (of == null) {
        return y;
      }
      Operand<T> narrow =
          Gelu.of(
              tf,
              type,
              tf.math.add(
                  tf.linalg.matMul(y, of.down().get(layer), MatMul.transposeB(true)),
                  of.downBias().get(layer)));
      Operand<T> own = tf.math.mul(narrow, tf.gather(mask, sequenceOfRow, tf.constant(0)));
      Operand<T> wide = tf.linalg.matMul(own, of.up().get(layer));
      return tf.math.add(tf.math.add(y, wide), of.upBias().of(layer, sequenceOfRow));
    }
  }
}

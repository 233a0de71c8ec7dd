package io.clozeline.bert.method.prefix;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.method.BatchFeed;
import io.clozeline.bert.method.Served;
import io.clozeline.bert.method.ServedInputs;
import io.clozeline.bert.method.Tuned;
import io.clozeline.bert.method.TunedBatch;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * The keys and values of each adapter of the batch, padded to the longest prefix; a mask per
 * sequence hides what is not its own.
 */
public final class ServedPrefix implements Served {
  private static final String KEYS = "prefix_keys";
  private static final String VALUES = "prefix_values";
  private static final String MASK = "prefix_mask";
  private static final String FIRST = "first_position";
  private static final float HIDDEN = -10_000f;

  @Override
  public <T extends TFloating> Adaptation<T> build(ServedInputs<T> inputs) {
    return new Prefixes<>(inputs);
  }

  @Override
  public void feed(TunedBatch batch, ModelInfo model, BatchFeed into) {
    batch.feedPlaces(into);
    int longest = batch.distinct().stream().mapToInt(ServedPrefix::tokens).max().orElse(0);
    int width = longest * model.hidden();
    long[] shape = {model.layers(), batch.distinct().size() + 1, longest, model.hidden()};
    into.floats(KEYS, rows(batch, model, width, 0), shape);
    into.floats(VALUES, rows(batch, model, width, 1), shape);
    float[] mask = new float[batch.sequences() * longest];
    int[] first = new int[batch.sequences()];
    for (int row = 0; row < first.length; row++) {
      first[row] = batch.of(row) == null ? 0 : tokens(batch.of(row));
      for (int i = first[row]; i < longest; i++) {
        mask[row * longest + i] = HIDDEN;
      }
    }
    into.floats(MASK, mask, first.length, longest);
    into.ints(FIRST, first, first.length);
  }

  private static float[] rows(TunedBatch batch, ModelInfo model, int width, int which) {
    return batch.rows(
        model.layers(),
        width,
        0,
        (tuned, layer) ->
            tuned.method() instanceof Prefix ? states(tuned, model, 2 * layer + which) : null);
  }

  /** {@code [tokens, hidden]}. */
  private static float[] states(Tuned tuned, ModelInfo model, int slice) {
    float[] all = tuned.tensors().get(Prefix.TENSOR);
    int hidden = model.hidden();
    int stride = 2 * model.layers() * hidden;
    float[] states = new float[tokens(tuned) * hidden];
    for (int token = 0; token < tokens(tuned); token++) {
      System.arraycopy(all, token * stride + slice * hidden, states, token * hidden, hidden);
    }
    return states;
  }

  private static int tokens(Tuned tuned) {
    return tuned.method() instanceof Prefix prefix ? prefix.tokens() : 0;
  }

  private static final class Prefixes<T extends TFloating> implements Adaptation<T> {
    private final Ops tf;
    private final int last;
    private final List<? extends Operand<T>> keys;
    private final List<? extends Operand<T>> values;
    private final Operand<T> mask;
    private final Operand<TInt32> first;
    private final Operand<TInt32> places;

    Prefixes(ServedInputs<T> inputs) {
      this.tf = inputs.tf();
      this.last = inputs.model().maxPositions() - 1;
      int hidden = inputs.model().hidden();
      this.keys = inputs.layers(KEYS, -1, -1, hidden);
      this.values = inputs.layers(VALUES, -1, -1, hidden);
      this.mask =
          tf.expandDims(tf.expandDims(inputs.floats(MASK, -1, -1), tf.constant(1)), tf.constant(1));
      this.first = inputs.ints(FIRST, -1);
      this.places = inputs.ints(TunedBatch.PLACES, -1);
    }

    @Override
    public Operand<TInt32> positions(Operand<TInt32> positions) {
      Operand<TInt32> behind =
          tf.math.add(
              tf.expandDims(first, tf.constant(1)), tf.expandDims(positions, tf.constant(0)));
      return tf.math.minimum(behind, tf.constant(last)); // padding may lie beyond
    }

    @Override
    public PrefixStates<T> prefix(int layer) {
      Operand<TInt32> axis = tf.constant(0);
      return new PrefixStates<>(
          tf.gather(keys.get(layer), places, axis),
          tf.gather(values.get(layer), places, axis),
          mask);
    }
  }
}

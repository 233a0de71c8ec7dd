package io.clozeline.bert.method.lora;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.graph.Place;
import io.clozeline.bert.graph.Site;
import io.clozeline.bert.method.BatchFeed;
import io.clozeline.bert.method.Served;
import io.clozeline.bert.method.ServedInputs;
import io.clozeline.bert.method.TunedBatch;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.SwitchCond;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * Updates of several adapters in one batch, as inputs of the graph. The factors of all adapters in
 * the batch are stacked along their rank, so that any number of adapters costs two products per
 * site; a mask per sequence keeps the ranks of its own adapter. A site without ranks is skipped
 * when the graph runs.
 */
public final class ServedLora implements Served {
  private final PackedLoras packed = new PackedLoras();

  @Override
  public <T extends TFloating> Adaptation<T> build(ServedInputs<T> inputs) {
    return new Updates<>(inputs);
  }

  @Override
  public void feed(TunedBatch batch, ModelInfo model, BatchFeed into) {
    List<PackedLora> ofSequence = packed.of(batch, model);
    for (Site site : Site.values()) {
      LoraStack stack = LoraStack.of(ofSequence, site, model);
      int ranks = stack.ranks();
      into.floats(name(site, "a"), stack.a(), model.layers(), ranks, site.in(model));
      into.floats(name(site, "b"), stack.b(), model.layers(), ranks, site.out(model));
      into.floats(name(site, "ranks"), stack.ranksOfSequence(), batch.sequences(), ranks);
    }
  }

  private static String name(Site site, String what) {
    return "lora_" + site.text() + "_" + what;
  }

  /**
   * The inputs of one site, all with the same number of ranks, 0 when no adapter of the batch
   * touches the site.
   */
  private record Inputs<T extends TFloating>(
      Operand<TBool> present,
      List<? extends Operand<T>> a,
      List<? extends Operand<T>> b,
      Operand<T> ranksOfSequence) {}

  private static final class Updates<T extends TFloating> implements Adaptation<T> {
    private final Ops tf;
    private final Map<Place, Inputs<T>> inputs = new EnumMap<>(Place.class);

    Updates(ServedInputs<T> declared) {
      this.tf = declared.tf();
      ModelInfo model = declared.model();
      for (Site site : Site.values()) {
        String ranks = name(site, "ranks");
        inputs.put(
            Place.of(site),
            new Inputs<>(
                tf.math.greater(tf.size(declared.wide(ranks, -1, -1)), tf.constant(0)),
                declared.layers(name(site, "a"), -1, site.in(model)),
                declared.layers(name(site, "b"), -1, site.out(model)),
                declared.floats(ranks, -1, -1)));
      }
    }

    @Override
    public boolean adapts(Place place) {
      return inputs.containsKey(place);
    }

    @Override
    public Operand<T> at(
        int layer, Place place, Operand<T> x, Operand<T> y, Operand<TInt32> sequenceOfRow) {
      Inputs<T> of = inputs.get(place);
      if (of == null) {
        return y;
      }
      SwitchCond<T> base = tf.switchCond(y, of.present());
      Operand<T> adapted = tf.switchCond(x, of.present()).outputTrue();
      return merge(
          base.outputFalse(),
          tf.math.add(base.outputTrue(), update(of, layer, adapted, sequenceOfRow)));
    }

    @Override
    public Operand<T> either(
        Place place,
        Operand<T> x,
        UnaryOperator<Operand<T>> plain,
        UnaryOperator<Operand<T>> adapted) {
      SwitchCond<T> either = tf.switchCond(x, inputs.get(place).present());
      return merge(plain.apply(either.outputFalse()), adapted.apply(either.outputTrue()));
    }

    private Operand<T> update(
        Inputs<T> of, int layer, Operand<T> x, Operand<TInt32> sequenceOfRow) {
      Operand<T> down =
          tf.linalg.matMul(x, of.a().get(layer), MatMul.transposeB(true)); // [rows, ranks]
      Operand<T> own =
          tf.math.mul(down, tf.gather(of.ranksOfSequence(), sequenceOfRow, tf.constant(0)));
      return tf.linalg.matMul(own, of.b().get(layer)); // [rows, out]
    }

    private Operand<T> merge(Operand<T> left, Operand<T> right) {
      return tf.merge(List.of(left, right)).output();
    }
  }
}

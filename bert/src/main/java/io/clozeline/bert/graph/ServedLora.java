package io.clozeline.bert.graph;

import io.clozeline.bert.ModelInfo;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.SwitchCond;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * Updates of several adapters in one batch, as inputs of the graph. The factors of all adapters in
 * the batch are stacked along their rank, so that any number of adapters costs two products per
 * site; a mask per sequence keeps the ranks of its own adapter. A site without ranks is skipped
 * when the graph runs.
 */
final class ServedLora<T extends TFloating> implements Lora<T> {

  /**
   * The inputs of one site, all with the same number of ranks, 0 when no adapter of the batch
   * touches the site.
   */
  private record Inputs<T extends TFloating>(
      Operand<TBool> present,
      List<? extends Operand<T>> a,
      List<? extends Operand<T>> b,
      Operand<T> ranksOfSequence) {}

  private final Ops tf;
  private final Map<Site, Inputs<T>> inputs = new EnumMap<>(Site.class);
  private final Map<String, Operand<?>> placeholders = new TreeMap<>();

  ServedLora(Ops tf, Class<T> type, ModelInfo model) {
    this.tf = tf;
    for (Site site : Site.values()) {
      Operand<TFloat32> a = placeholder(site, "a", model.layers(), -1, site.in(model));
      Operand<TFloat32> b = placeholder(site, "b", model.layers(), -1, site.out(model));
      Operand<TFloat32> ranks = placeholder(site, "ranks", -1, -1); // [batch, ranks]
      Operand<TBool> present = tf.math.greater(tf.size(ranks), tf.constant(0));
      inputs.put(
          site,
          new Inputs<>(
              present,
              layers(a, type, model),
              layers(b, type, model),
              tf.dtypes.cast(ranks, type)));
    }
  }

  /** The graph inputs by name: {@code lora_<site>_a}, {@code …_b} and {@code …_ranks}. */
  Map<String, Operand<?>> placeholders() {
    return placeholders;
  }

  static String inputName(Site site, String what) {
    return "lora_" + site.text() + "_" + what;
  }

  @Override
  public Operand<T> add(
      int layer, Site site, Operand<T> x, Operand<T> y, Operand<TInt32> sequenceOfRow) {
    Operand<TBool> present = inputs.get(site).present();
    SwitchCond<T> base = tf.switchCond(y, present);
    Operand<T> adapted = tf.switchCond(x, present).outputTrue();
    return merge(
        base.outputFalse(),
        tf.math.add(base.outputTrue(), update(layer, site, adapted, sequenceOfRow)));
  }

  @Override
  public Operand<T> either(
      Site site, Operand<T> x, UnaryOperator<Operand<T>> plain, UnaryOperator<Operand<T>> adapted) {
    SwitchCond<T> either = tf.switchCond(x, inputs.get(site).present());
    return merge(plain.apply(either.outputFalse()), adapted.apply(either.outputTrue()));
  }

  private Operand<T> update(int layer, Site site, Operand<T> x, Operand<TInt32> sequenceOfRow) {
    Inputs<T> of = inputs.get(site);
    Operand<T> down =
        tf.linalg.matMul(x, of.a().get(layer), MatMul.transposeB(true)); // [rows, ranks]
    Operand<T> own =
        tf.math.mul(down, tf.gather(of.ranksOfSequence(), sequenceOfRow, tf.constant(0)));
    return tf.linalg.matMul(own, of.b().get(layer)); // [rows, out]
  }

  private Operand<T> merge(Operand<T> left, Operand<T> right) {
    return tf.merge(List.of(left, right)).output();
  }

  private Operand<TFloat32> placeholder(Site site, String what, long... shape) {
    Operand<TFloat32> placeholder =
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
    placeholders.put(inputName(site, what), placeholder);
    return placeholder;
  }

  private List<? extends Operand<T>> layers(
      Operand<TFloat32> stacked, Class<T> type, ModelInfo model) {
    return tf.unstack(tf.dtypes.cast(stacked, type), (long) model.layers()).output();
  }
}

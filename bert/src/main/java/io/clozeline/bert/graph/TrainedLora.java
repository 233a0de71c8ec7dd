package io.clozeline.bert.graph;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.LoraKey;
import io.clozeline.bert.adapter.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * The one adapter that is being trained: each factor is an input of its own, so that each has a
 * gradient of its own.
 */
public final class TrainedLora<T extends TFloating> implements Lora<T> {

  /**
   * The inputs of one dense layer, in PEFT's orientation.
   *
   * @param a {@code [r, in]}
   * @param b {@code [out, r]}
   */
  public record Factors(Operand<TFloat32> a, Operand<TFloat32> b) {}

  private final Ops tf;
  private final Class<T> type;
  private final ModelInfo model;
  private final Set<Target> targets;
  private final Operand<TFloat32> scale;
  private final UnaryOperator<Operand<T>> dropout;
  private final Map<LoraKey, Factors> factors = new LinkedHashMap<>();

  /**
   * Declares the inputs.
   *
   * @param scale scalar, {@code alpha / r}
   * @param dropout applied to what goes into the factors
   */
  public TrainedLora(
      Ops tf,
      Class<T> type,
      ModelInfo model,
      Set<Target> targets,
      Operand<TFloat32> scale,
      UnaryOperator<Operand<T>> dropout) {
    this.tf = tf;
    this.type = type;
    this.model = model;
    this.targets = new TreeSet<>(targets);
    this.scale = scale;
    this.dropout = dropout;
    for (int layer = 0; layer < model.layers(); layer++) {
      for (Target target : this.targets) {
        factors.put(new LoraKey(layer, target), new Factors(placeholder(), placeholder()));
      }
    }
  }

  /** The inputs, layer by layer. */
  public Map<LoraKey, Factors> factors() {
    return Collections.unmodifiableMap(factors);
  }

  @Override
  public Operand<T> add(
      int layer, Site site, Operand<T> x, Operand<T> y, Operand<TInt32> sequenceOfRow) {
    List<Target> here = at(site);
    if (here.isEmpty()) {
      return y;
    }
    List<Operand<TFloat32>> a = new ArrayList<>();
    List<Operand<TFloat32>> b = new ArrayList<>();
    for (Target target : here) {
      Factors of = factors.get(new LoraKey(layer, target));
      a.add(of.a());
      b.add(inColumns(tf.linalg.transpose(of.b(), tf.constant(new int[] {1, 0})), target));
    }
    Operand<T> down = tf.dtypes.cast(below(a), type); // [ranks, in]
    Operand<T> up = tf.dtypes.cast(tf.math.mul(below(b), scale), type); // [ranks, out]
    return tf.math.add(
        y, tf.linalg.matMul(tf.linalg.matMul(dropout.apply(x), down, MatMul.transposeB(true)), up));
  }

  @Override
  public Operand<T> either(
      Site site, Operand<T> x, UnaryOperator<Operand<T>> plain, UnaryOperator<Operand<T>> adapted) {
    return at(site).isEmpty() ? plain.apply(x) : adapted.apply(x);
  }

  private Operand<TFloat32> below(List<Operand<TFloat32>> parts) {
    return parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(0));
  }

  private List<Target> at(Site site) {
    return targets.stream().filter(target -> Site.of(target) == site).toList();
  }

  private Operand<TFloat32> inColumns(Operand<TFloat32> b, Target target) {
    int before = Site.firstColumn(target, model);
    int after = Site.of(target).out(model) - before - Site.columns(target, model);
    return before + after == 0
        ? b
        : tf.pad(b, tf.constant(new int[][] {{0, 0}, {before, after}}), tf.constant(0f));
  }

  private Operand<TFloat32> placeholder() {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1)));
  }
}

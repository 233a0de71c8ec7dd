package io.clozeline.bert.graph;

import java.util.HashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/**
 * Weights kept in fp32 and computed with in another format: what an optimizer adds to a weight may
 * be too little for bf16 to show (Micikevicius et al., 2018).
 */
public final class CastWeights<T extends TFloating> implements Weights<T> {
  private final Ops tf;
  private final Variables<TFloat32> masters;
  private final Class<T> type;
  private final Map<String, Operand<T>> byName = new HashMap<>();

  /** Casts of {@code masters}, each made once. */
  public CastWeights(Ops tf, Variables<TFloat32> masters, Class<T> type) {
    this.tf = tf;
    this.masters = masters;
    this.type = type;
  }

  @Override
  public Class<T> type() {
    return type;
  }

  @Override
  public Operand<T> get(String name, long... shape) {
    return byName.computeIfAbsent(name, key -> tf.dtypes.cast(masters.get(key, shape), type));
  }

  @Override
  public boolean fixed() {
    return false;
  }
}

package io.clozeline.bert.training;

import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TFloating;

/**
 * Zeroes a share of the numbers and scales up the rest; the seed is an input, so that a step can be
 * repeated.
 *
 * @param rate scalar; null when off
 * @param seed {@code [2]}; null when off
 */
record Dropout<T extends TFloating>(
    Operand<TFloat32> rate, Operand<TInt64> seed, UnaryOperator<Operand<T>> operation)
    implements UnaryOperator<Operand<T>> {

  static <T extends TFloating> Dropout<T> off() {
    return new Dropout<>(null, null, UnaryOperator.identity());
  }

  static <T extends TFloating> Dropout<T> on(Ops tf, Class<T> type) {
    Operand<TFloat32> rate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    Operand<TInt64> seed = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
    long[] uses = {0};
    return new Dropout<>(
        rate,
        seed,
        x -> {
          Operand<TInt64> own = tf.math.add(seed, tf.constant(new long[] {0, uses[0]++}));
          Operand<TFloat32> kept =
              tf.dtypes.cast(
                  tf.math.greaterEqual(tf.random.statelessRandomUniform(tf.shape(x), own), rate),
                  TFloat32.class);
          return tf.math.mul(
              x, tf.dtypes.cast(tf.math.div(kept, tf.math.sub(tf.constant(1f), rate)), type));
        });
  }

  boolean isOn() {
    return rate != null;
  }

  @Override
  public Operand<T> apply(Operand<T> x) {
    return operation.apply(x);
  }
}

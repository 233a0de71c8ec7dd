package io.clozeline.bert.graph;

import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** Low-rank updates of the encoder's products. */
public interface Lora<T extends TFloating> {

  /**
   * {@code y} plus the update that the site's factors make of {@code x}.
   *
   * @param x {@code [rows, in]}
   * @param y {@code [rows, out]}, the site's product of {@code x}
   * @param sequenceOfRow {@code [rows]}, which sequence of the batch, and so which adapter, a row
   *     belongs to
   */
  Operand<T> add(int layer, Site site, Operand<T> x, Operand<T> y, Operand<TInt32> sequenceOfRow);

  /** {@code adapted(x)} where the site has factors to apply, else {@code plain(x)}. */
  Operand<T> either(
      Site site, Operand<T> x, UnaryOperator<Operand<T>> plain, UnaryOperator<Operand<T>> adapted);

  /** No updates at all. */
  static <T extends TFloating> Lora<T> none() {
    return new Lora<>() {
      @Override
      public Operand<T> add(
          int layer, Site site, Operand<T> x, Operand<T> y, Operand<TInt32> sequenceOfRow) {
        return y;
      }

      @Override
      public Operand<T> either(
          Site site,
          Operand<T> x,
          UnaryOperator<Operand<T>> plain,
          UnaryOperator<Operand<T>> adapted) {
        return plain.apply(x);
      }
    };
  }
}

package io.clozeline.bert.graph;

import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** Changes what the frozen encoder computes; each method of tuning is one. */
public interface Adaptation<T extends TFloating> {
  /**
   * What the words of a batch become before types and positions are added.
   *
   * @param words {@code [batch, seq, hidden]}
   */
  default Operand<T> words(Operand<T> words) {
    return words;
  }

  /**
   * The positions of the tokens.
   *
   * @param positions {@code [seq]}, from 0
   * @return {@code [seq]}, or {@code [batch, seq]}
   */
  default Operand<TInt32> positions(Operand<TInt32> positions) {
    return positions;
  }

  /** Whether {@link #at} changes anything there. */
  default boolean adapts(Place place) {
    return false;
  }

  /**
   * Whether it needs a product that is added to something by itself. Elsewhere {@link #at} gets the
   * sum, which is faster.
   */
  default boolean apart() {
    return false;
  }

  /**
   * What {@code y} becomes at a place.
   *
   * @param x {@code [rows, in]}, what a product is of; {@code y} itself elsewhere
   * @param y {@code [rows, width]}
   * @param sequenceOfRow {@code [rows]}, which sequence of the batch a row belongs to
   */
  default Operand<T> at(
      int layer, Place place, Operand<T> x, Operand<T> y, Operand<TInt32> sequenceOfRow) {
    return y;
  }

  /** {@code adapted(x)} where there is something to change, else {@code plain(x)}. */
  default Operand<T> either(
      Place place,
      Operand<T> x,
      UnaryOperator<Operand<T>> plain,
      UnaryOperator<Operand<T>> adapted) {
    return adapts(place) ? adapted.apply(x) : plain.apply(x);
  }

  /** Keys and values before those of the tokens; null for none. */
  default PrefixStates<T> prefix(int layer) {
    return null;
  }

  /**
   * Keys and values that every token attends to beside those of the tokens.
   *
   * @param keys {@code [batch, prefix, hidden]}
   * @param values {@code [batch, prefix, hidden]}
   * @param mask {@code [batch, 1, 1, prefix]}, added to attention scores: 0, or very low for what
   *     is not the sequence's own
   */
  record PrefixStates<T extends TFloating>(Operand<T> keys, Operand<T> values, Operand<T> mask) {}

  /** Changes nothing. */
  static <T extends TFloating> Adaptation<T> none() {
    return new Adaptation<>() {};
  }
}

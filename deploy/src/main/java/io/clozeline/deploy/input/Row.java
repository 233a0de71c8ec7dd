package io.clozeline.deploy.input;

import io.clozeline.events.error.EventException;
import java.util.function.Supplier;

/** One record of the input, by the number of its line. */
public sealed interface Row<V> {
  /** The number of its line, from 1. */
  long line();

  /** It can be sent. */
  record Good<V>(long line, V value) implements Row<V> {}

  /** It cannot, and why. */
  record Bad<V>(long line, EventException why) implements Row<V> {}

  /** Good, unless {@code value} throws an event exception. */
  static <V> Row<V> of(long line, Supplier<V> value) {
    try {
      return new Good<>(line, value.get());
    } catch (EventException e) {
      return new Bad<>(line, e);
    }
  }
}

package io.clozeline.events.stage;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * A part of a record, which becomes a value or a dead letter by itself.
 *
 * @param value makes its value, or throws {@link io.clozeline.events.error.EventException} when it
 *     cannot be processed
 * @param alone the value of a record that would be this part and no other: what its dead letter
 *     holds, so that it can be sent again without the parts that went well
 */
public record Part<V>(Supplier<Outgoing<V>> value, Supplier<byte[]> alone) {
  public Part {
    Objects.requireNonNull(value);
    Objects.requireNonNull(alone);
  }
}

package io.clozeline.events.stage;

import java.util.List;
import java.util.Objects;

/**
 * What a record became; {@code value} null erases the key of a compacted topic.
 *
 * @param beside what is said of it on other topics, written together with the value or not at all
 */
public record Outgoing<V>(String key, V value, List<Beside<?>> beside) {
  public Outgoing {
    Objects.requireNonNull(key);
    beside = List.copyOf(beside);
  }

  /** A value alone. */
  public Outgoing(String key, V value) {
    this(key, value, List.of());
  }
}

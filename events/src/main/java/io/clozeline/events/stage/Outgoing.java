package io.clozeline.events.stage;

import java.util.Objects;

/** What a record became; {@code value} null erases the key of a compacted topic. */
public record Outgoing<V>(String key, V value) {
  public Outgoing {
    Objects.requireNonNull(key);
  }
}

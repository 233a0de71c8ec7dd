package io.clozeline.events.stage;

import io.clozeline.events.topic.Topic;
import java.util.Objects;

/** What is said of a record on another topic than its value's, under the same key. */
public record Beside<V>(Topic<V> topic, V value) {
  public Beside {
    Objects.requireNonNull(topic);
    Objects.requireNonNull(value);
  }

  /**
   * Its bytes.
   *
   * @throws io.clozeline.events.error.EventException when no record can hold them
   */
  byte[] fitting(String key) {
    return topic.fitting(key, value);
  }
}

package io.clozeline.events.error;

import java.util.Objects;

/** Where a record stood: topic, partition and offset. */
public record Origin(String topic, int partition, long offset) {
  public Origin {
    Objects.requireNonNull(topic, "topic");
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}

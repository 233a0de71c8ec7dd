package io.clozeline.deploy.deadletters;

import io.clozeline.deploy.client.TopicScan;
import io.clozeline.events.error.Origin;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Which keys of some compacted topics have been written since, so that the newest is not lost. */
final class NewerValues {
  private record Key(String topic, int partition, ByteBuffer key) {}

  private final Map<Key, Long> newest = new HashMap<>();

  private NewerValues() {}

  static NewerValues of(TopicScan scan, Collection<String> topics) {
    var values = new NewerValues();
    if (!topics.isEmpty()) {
      scan.read(
          topics,
          record -> {
            if (record.key() != null) {
              values.newest.put(
                  new Key(record.topic(), record.partition(), ByteBuffer.wrap(record.key())),
                  record.offset());
            }
          });
    }
    return values;
  }

  /** Whether something was written under {@code key} after {@code origin}, be it an erasure. */
  boolean after(Origin origin, byte[] key) {
    Long offset =
        key == null
            ? null
            : newest.get(new Key(origin.topic(), origin.partition(), ByteBuffer.wrap(key)));
    return offset != null && offset > origin.offset();
  }
}

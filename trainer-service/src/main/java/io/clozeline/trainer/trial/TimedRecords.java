package io.clozeline.trainer.trial;

import io.clozeline.events.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Records of the last while by task and document, each under its time; what is older is dropped
 * segment by segment. Used by one stream thread.
 */
final class TimedRecords {
  private static final int CHANGELOG_BYTES = Limits.RECORD_BYTES + 64 * 1024;

  private final WindowStore<String, byte[]> store;
  private final Duration keep;

  /**
   * A view of {@code store}.
   *
   * @param keep for how long a record is found
   */
  TimedRecords(WindowStore<String, byte[]> store, Duration keep) {
    this.store = store;
    this.keep = keep;
  }

  /** A record and its time, milliseconds since the epoch. */
  record Timed(long at, byte[] value) {}

  static StoreBuilder<WindowStore<String, byte[]>> builder(String name, Duration keep) {
    return Stores.windowStoreBuilder(
            Stores.persistentWindowStore(name, keep, keep, false),
            Serdes.String(),
            Serdes.ByteArray())
        .withLoggingEnabled(
            Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(CHANGELOG_BYTES)));
  }

  void put(String key, long at, byte[] value) {
    store.put(key, value, at);
  }

  /** Those under {@code key}, oldest first. */
  List<Timed> all(String key, long now) {
    List<Timed> all = new ArrayList<>();
    try (var found =
        store.fetch(key, Instant.ofEpochMilli(Math.max(0, now - keep.toMillis())), at(now))) {
      while (found.hasNext()) {
        KeyValue<Long, byte[]> record = found.next();
        all.add(new Timed(record.key, record.value));
      }
    }
    return all;
  }

  void erase(String key, long now) {
    all(key, now).forEach(record -> store.put(key, null, record.at()));
  }

  private static Instant at(long millis) {
    return Instant.ofEpochMilli(millis);
  }
}

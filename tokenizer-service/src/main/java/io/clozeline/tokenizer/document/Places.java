package io.clozeline.tokenizer.document;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The places of the texts of one partition by document, each under the time at which it was read;
 * what is older than {@code keep} is dropped segment by segment. Used by one stream thread.
 */
public final class Places {
  /** The store's name. */
  public static final String STORE = "text-places";

  private final WindowStore<String, byte[]> store;
  private final Duration keep;

  public Places(WindowStore<String, byte[]> store, Duration keep) {
    this.store = store;
    this.keep = keep;
  }

  /** The store. */
  public static StoreBuilder<WindowStore<String, byte[]>> builder(Duration keep) {
    return Stores.windowStoreBuilder(
        Stores.persistentWindowStore(STORE, keep, keep, false),
        Serdes.String(),
        Serdes.ByteArray());
  }

  /** Remembers one; {@code now} in milliseconds since the epoch. */
  public void put(String id, Place place, long now) {
    store.put(id, place.bytes(), now);
  }

  Optional<Place> newest(String id, long now) {
    try (var found = store.backwardFetch(id, from(now), Instant.ofEpochMilli(now))) {
      return found.hasNext() ? Optional.of(Place.of(found.next().value)) : Optional.empty();
    }
  }

  void forget(String id, long now) {
    List<Long> times = new ArrayList<>();
    try (var found = store.fetch(id, from(now), Instant.ofEpochMilli(now))) {
      found.forEachRemaining(each -> times.add(each.key));
    }
    times.forEach(time -> store.put(id, null, time));
  }

  private Instant from(long now) {
    return Instant.ofEpochMilli(Math.max(0, now - keep.toMillis()));
  }
}

package io.clozeline.heads.stream;

import io.clozeline.events.codec.Codec;
import io.clozeline.heads.review.ReviewMemory;
import io.clozeline.heads.review.ReviewState;
import io.clozeline.heads.review.Sent;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What the choice of texts for people goes by, in a persistent store. Its changelog is part of the
 * transaction that writes annotations and reviews, so the budget counts each review once whatever
 * crashes. What changes with every text stands apart from what changes with every review.
 */
record StoredReviews(KeyValueStore<String, byte[]> store) implements ReviewMemory {
  static final String STORE = "reviews";

  // No task has a slash in its name.
  private static final String STATE = "/state";
  private static final String SENT = "/sent";

  /** Cached, so that the changelog gets one record a task and commit, not one a text. */
  static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
        .withLoggingEnabled(SmallStores.CHANGELOG)
        .withCachingEnabled();
  }

  static StoredReviews of(ProcessorContext<?, ?> context) {
    return new StoredReviews(context.getStateStore(STORE));
  }

  @Override
  public ReviewState state(String task) {
    return get(task + STATE, ReviewState.CODEC);
  }

  @Override
  public void put(String task, ReviewState state) {
    store.put(task + STATE, ReviewState.CODEC.encode(state));
  }

  @Override
  public Sent sent(String task) {
    return get(task + SENT, Sent.CODEC);
  }

  @Override
  public void put(String task, Sent sent) {
    store.put(task + SENT, Sent.CODEC.encode(sent));
  }

  private <V> V get(String key, Codec<V> codec) {
    byte[] bytes = store.get(key);
    return bytes == null ? null : codec.decode(bytes);
  }
}

package io.clozeline.heads.stream;

import io.clozeline.heads.calibration.Prior;
import io.clozeline.heads.calibration.Priors;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The priors of one partition in a persistent store. Its changelog is part of the transaction that
 * writes the annotations, so a prior counts each text once whatever crashes.
 */
record StoredPriors(KeyValueStore<String, Prior> store) implements Priors {
  static final String STORE = "label-priors";

  /** Cached, so that the changelog gets one record a task and commit, not one a text. */
  static StoreBuilder<KeyValueStore<String, Prior>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(STORE), Serdes.String(), Prior.CODEC.serde())
        .withLoggingEnabled(SmallStores.CHANGELOG)
        .withCachingEnabled();
  }

  static StoredPriors of(ProcessorContext<?, ?> context) {
    return new StoredPriors(context.getStateStore(STORE));
  }

  @Override
  public Prior get(String key) {
    return store.get(key);
  }

  @Override
  public void put(String key, Prior prior) {
    store.put(key, prior);
  }
}

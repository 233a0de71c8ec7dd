package io.clozeline.trainer.intake;

import io.clozeline.events.Example;
import io.clozeline.trainer.examples.ExampleMemory;
import io.clozeline.trainer.examples.Kept;
import io.clozeline.trainer.examples.MemoryNotReady;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The intake's store, read from outside its thread. A scan sees the store as it is when it starts:
 * RocksDB's iterators are snapshots.
 */
public final class StreamsMemory implements ExampleMemory {
  private final KafkaStreams streams;

  public StreamsMemory(KafkaStreams streams) {
    this.streams = Objects.requireNonNull(streams);
  }

  @Override
  public void each(String task, Consumer<Kept> visit) {
    try (var scan = store().prefixScan(Example.key(task, ""), new StringSerializer())) {
      scan.forEachRemaining(entry -> visit.accept(entry.value));
    } catch (InvalidStateStoreException e) {
      throw new MemoryNotReady("the examples are not open yet, or no longer", e);
    }
  }

  private ReadOnlyKeyValueStore<String, Kept> store() {
    return streams.store(
        StoreQueryParameters.fromNameAndType(
            IntakeTopology.STORE, QueryableStoreTypes.<String, Kept>keyValueStore()));
  }
}

package io.clozeline.trainer.intake;

import io.clozeline.events.Limits;
import io.clozeline.events.stage.RecordTime;
import io.clozeline.events.stage.Stage;
import io.clozeline.events.stage.StageListener;
import io.clozeline.events.stage.StageLogic;
import io.clozeline.events.topic.Topics;
import io.clozeline.trainer.examples.Arrivals;
import io.clozeline.trainer.examples.Kept;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Wires the intake: from the examples topic into a store, or to the dead letters. */
public final class IntakeTopology {
  /** The store's name. */
  static final String STORE = "examples";

  private static final String NAME = "intake";
  private static final int CHANGELOG_BYTES = Limits.RECORD_BYTES + 64 * 1024;

  private IntakeTopology() {}

  /** The topology; {@code arrivals} hears of every change of the store. */
  public static Topology build(StageLogic<Kept> check, Arrivals arrivals, StageListener listener) {
    var topology = new Topology();
    var bytes = new ByteArrayDeserializer();
    topology.addSource(
        AutoOffsetReset.earliest(),
        NAME + "-source",
        new RecordTime(),
        bytes,
        bytes,
        Topics.EXAMPLES.name());
    topology.addProcessor(NAME, () -> new Stage<>(NAME, check, listener), NAME + "-source");
    topology.addProcessor(NAME + Stage.VALUES, () -> new KeepExamples(arrivals), NAME);
    topology.addStateStore(store(), NAME + Stage.VALUES);
    topology.addSink(
        NAME + Stage.DEAD_LETTERS,
        Topics.EXAMPLES.deadLetters(),
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        NAME);
    return topology;
  }

  private static StoreBuilder<KeyValueStore<String, Kept>> store() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(STORE), Serdes.String(), new KeptCodec().serde())
        .withLoggingEnabled(
            Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(CHANGELOG_BYTES)));
  }
}

package io.clozeline.trainer.prequential;

import io.clozeline.events.Evaluation;
import io.clozeline.events.stage.Stage;
import io.clozeline.events.stage.StageListener;
import io.clozeline.events.stage.StageTopology;
import io.clozeline.events.topic.Topics;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Trials in, evaluations or dead letters out, with a store of each task's figures on the way. */
public final class PrequentialTopology {
  static final String STAGE = "prequential";
  static final String STORE = "prequential";

  private PrequentialTopology() {}

  /** Adds the stage; {@code figures} hears of every change. */
  public static Topology add(Topology topology, FiguresListener figures, StageListener listener) {
    return StageTopology.add(
            topology, STAGE, Topics.TRIALS, Topics.EVALUATIONS, () -> new Stored(figures, listener))
        .addStateStore(store(), STAGE);
  }

  private static StoreBuilder<KeyValueStore<String, Prequential>> store() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(STORE), Serdes.String(), new PrequentialCodec().serde())
        .withCachingEnabled();
  }

  /** A stage whose logic keeps its figures in the store of its partition. */
  private static final class Stored implements Processor<byte[], byte[], byte[], Object> {
    private final FiguresListener figures;
    private final StageListener listener;
    private Stage<Evaluation> stage;

    Stored(FiguresListener figures, StageListener listener) {
      this.figures = figures;
      this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
      KeyValueStore<String, Prequential> store = context.getStateStore(STORE);
      var logic =
          new PrequentialLogic(
              store, figures, () -> Instant.ofEpochMilli(context.currentSystemTimeMs()));
      stage = new Stage<>(STAGE, logic, Topics.EVALUATIONS, listener);
      stage.init(context);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      stage.process(record);
    }
  }
}

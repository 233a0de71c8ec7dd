package io.clozeline.tokenizer.topology;

import io.clozeline.events.topic.Topic;
import io.clozeline.tokenizer.document.Documents;
import io.clozeline.tokenizer.document.Place;
import io.clozeline.tokenizer.document.PlacedDocuments;
import io.clozeline.tokenizer.document.Places;
import io.clozeline.tokenizer.document.TextTopic;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Documents that feedback may name: the places of their texts are put into a store as they pass.
 * Texts and feedback of one document meet there, because both come under its id from as many
 * partitions.
 *
 * @param texts reads what stands at a place
 * @param keep for how long a document is found
 */
public record DocumentMemory(TextTopic texts, Duration keep) {
  StoreBuilder<WindowStore<String, byte[]>> store() {
    return Places.builder(keep);
  }

  /** {@code stage}, with the place of each of its records remembered. */
  Processor<byte[], byte[], byte[], Object> remembering(
      Processor<byte[], byte[], byte[], Object> stage) {
    return new Remembering(stage, keep);
  }

  /** What is remembered in the partition of {@code context}. */
  Documents of(ProcessorContext<?, ?> context) {
    return new PlacedDocuments(places(context, keep), texts, context::currentSystemTimeMs);
  }

  private static Places places(ProcessorContext<?, ?> context, Duration keep) {
    WindowStore<String, byte[]> store = context.getStateStore(Places.STORE);
    return new Places(store, keep);
  }

  private static final class Remembering implements Processor<byte[], byte[], byte[], Object> {
    private final Processor<byte[], byte[], byte[], Object> stage;
    private final Duration keep;
    private ProcessorContext<byte[], Object> context;
    private Places places;

    Remembering(Processor<byte[], byte[], byte[], Object> stage, Duration keep) {
      this.stage = stage;
      this.keep = keep;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
      this.context = context;
      this.places = places(context, keep);
      stage.init(context);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      stage.process(record);
      String id = Topic.key(record.key());
      if (id != null) {
        var from = context.recordMetadata().orElseThrow();
        places.put(id, new Place(from.partition(), from.offset()), context.currentSystemTimeMs());
      }
    }

    @Override
    public void close() {
      stage.close();
    }
  }
}

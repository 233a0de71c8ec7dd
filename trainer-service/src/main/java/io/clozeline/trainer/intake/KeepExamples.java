package io.clozeline.trainer.intake;

import io.clozeline.events.Example;
import io.clozeline.events.topic.Topic;
import io.clozeline.trainer.examples.Arrivals;
import io.clozeline.trainer.examples.Kept;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Puts each example into the store, takes erased ones out, and says so. */
final class KeepExamples implements Processor<byte[], Kept, Void, Void> {
  private final Arrivals arrivals;
  private KeyValueStore<String, Kept> store;

  KeepExamples(Arrivals arrivals) {
    this.arrivals = Objects.requireNonNull(arrivals);
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(IntakeTopology.STORE);
    arrivals.opened();
  }

  @Override
  public void process(Record<byte[], Kept> record) {
    String key = Topic.key(record.key());
    if (record.value() != null) {
      store.put(key, record.value());
      arrivals.arrived(Example.taskOf(key));
    } else if (store.delete(key) != null) {
      arrivals.erased(Example.taskOf(key));
    }
  }
}

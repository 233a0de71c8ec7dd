package io.clozeline.encoder.demonstration;

import io.clozeline.bert.ModelInfo;
import io.clozeline.events.table.RereadTopic;
import io.clozeline.events.topic.Topics;
import java.util.Map;

/**
 * Fills the pools from the topic of examples, which is read as soon as a task wants some of them,
 * and from its start for each further one.
 */
public final class ExampleFollower implements AutoCloseable {
  private final Pools pools;
  private final RereadTopic examples;

  /** Nothing is opened before there is a task that shows demonstrations. */
  public ExampleFollower(ModelInfo model, Map<String, Object> clientConfig) {
    this.pools = new Pools(model, this::again);
    this.examples =
        new RereadTopic(
            Topics.EXAMPLES,
            Long.MAX_VALUE,
            clientConfig,
            record -> pools.example(record.key(), record.value()));
  }

  public Pools pools() {
    return pools;
  }

  /** Whether the pools have what stood in the topic when the last task wanted its examples. */
  public boolean caughtUp() {
    return examples.caughtUp();
  }

  /** Whether following ended by a fault, so that the pools are stale from there on. */
  public boolean failed() {
    return examples.failed();
  }

  @Override
  public void close() {
    examples.close();
  }

  private void again() {
    examples.wanted();
  }
}

package io.clozeline.encoder.demonstration;

import io.clozeline.bert.ModelInfo;
import io.clozeline.events.table.TopicFollower;
import io.clozeline.events.topic.Topics;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Fills the pools from the topic of examples, which is read as soon as a task wants some of them,
 * and from its start for each further one. So the pools are the same after a restart.
 */
public final class ExampleFollower implements AutoCloseable {
  private final Map<String, Object> clientConfig;
  private final Pools pools;
  private TopicFollower follower; // null until a task wants examples
  private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);
  private boolean closed;

  /** Nothing is opened before there is a task that shows demonstrations. */
  public ExampleFollower(ModelInfo model, Map<String, Object> clientConfig) {
    this.clientConfig = Map.copyOf(clientConfig);
    this.pools = new Pools(model, this::again);
  }

  public Pools pools() {
    return pools;
  }

  /** Whether the pools have what stood in the topic when the last task wanted its examples. */
  public synchronized boolean caughtUp() {
    return reading.isDone() && !reading.isCompletedExceptionally();
  }

  /** Whether following ended by a fault, so that the pools are stale from there on. */
  public synchronized boolean failed() {
    return follower != null && follower.failed();
  }

  @Override
  public void close() {
    TopicFollower open;
    synchronized (this) {
      closed = true;
      open = follower;
    }
    if (open != null) {
      open.close();
    }
  }

  private synchronized void again() {
    if (closed) {
      return;
    }
    if (follower == null) {
      follower =
          TopicFollower.follow(
              Topics.EXAMPLES, clientConfig, record -> pools.example(record.key(), record.value()));
    } else {
      follower.again();
    }
    reading = follower.current();
  }
}

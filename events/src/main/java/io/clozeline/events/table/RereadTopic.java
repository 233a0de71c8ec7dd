package io.clozeline.events.table;

import io.clozeline.events.topic.Topic;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A topic that is followed from when somebody first wants it, and is read again for each one more
 * who does. What is made of it is the same after a restart. Safe for use by many threads.
 */
public final class RereadTopic implements AutoCloseable {
  private final Topic<?> topic;
  private final long newest;
  private final Map<String, Object> clientConfig;
  private final Consumer<ConsumerRecord<byte[], byte[]>> apply;
  private TopicFollower follower; // null until it is wanted
  private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);
  private boolean closed;

  /**
   * Nothing is opened yet.
   *
   * @param newest how many offsets of each partition are read that went by before
   * @param clientConfig bootstrap servers and security; the rest is set here
   * @param apply hears of every committed record, on a thread of its own
   */
  public RereadTopic(
      Topic<?> topic,
      long newest,
      Map<String, Object> clientConfig,
      Consumer<ConsumerRecord<byte[], byte[]>> apply) {
    this.topic = Objects.requireNonNull(topic);
    this.newest = newest;
    this.clientConfig = Map.copyOf(clientConfig);
    this.apply = Objects.requireNonNull(apply);
  }

  /** Reads it, or reads it again. */
  public synchronized void wanted() {
    if (closed) {
      return;
    }
    if (follower == null) {
      follower = TopicFollower.follow(topic, newest, clientConfig, apply);
    } else {
      follower.again();
    }
    reading = follower.current();
  }

  /** Whether what stood in the topic when it was last wanted has been applied. */
  public synchronized boolean caughtUp() {
    return reading.isDone() && !reading.isCompletedExceptionally();
  }

  /** Whether following ended by a fault: what comes to the topic from there on is not heard of. */
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
}

package io.clozeline.trainer.unlabelled;

import io.clozeline.events.table.TopicFollower;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topics;
import java.util.Map;
import java.util.Objects;

/**
 * Fills a reservoir from the topic of tokens, whose newest part is read as soon as a task wants
 * texts, and again for each further one. So the reservoir is the same after a restart.
 */
public final class TextFollower implements AutoCloseable {
  private final Reservoir reservoir;
  private final Map<String, Object> clientConfig;
  private final long newest;
  private TopicFollower follower; // null until a task wants texts
  private boolean closed;

  /**
   * Nothing is opened before there is a task that learns from texts without labels.
   *
   * @param newest how many records of each partition are looked at that went by before
   */
  public TextFollower(Reservoir reservoir, Map<String, Object> clientConfig, long newest) {
    this.reservoir = Objects.requireNonNull(reservoir);
    this.clientConfig = Map.copyOf(clientConfig);
    this.newest = newest;
  }

  /** A task was defined, or erased when {@code task} is null. */
  public synchronized void defined(String name, Task task) {
    if (!reservoir.defined(name, task) || closed) {
      return;
    }
    if (follower == null) {
      follower =
          TopicFollower.followNewest(
              Topics.TOKENS, newest, clientConfig, record -> reservoir.arrived(record.value()));
    } else {
      follower.again();
    }
  }

  /** Whether following ended by a fault, so that the texts are stale from there on. */
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

package io.clozeline.trainer.unlabelled;

import io.clozeline.events.table.RereadTopic;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topics;
import java.util.Map;
import java.util.Objects;

/**
 * Fills a reservoir from the topic of tokens, whose newest part is read as soon as a task wants
 * texts, and again for each further one.
 */
public final class TextFollower implements AutoCloseable {
  private final Reservoir reservoir;
  private final RereadTopic tokens;

  /**
   * Nothing is opened before there is a task that learns from texts without labels.
   *
   * @param newest how many records of each partition are looked at that went by before
   */
  public TextFollower(Reservoir reservoir, Map<String, Object> clientConfig, long newest) {
    this.reservoir = Objects.requireNonNull(reservoir);
    this.tokens =
        new RereadTopic(
            Topics.TOKENS, newest, clientConfig, record -> reservoir.arrived(record.value()));
  }

  /** A task was defined, or erased when {@code task} is null. */
  public void defined(String name, Task task) {
    if (reservoir.defined(name, task)) {
      tokens.wanted();
    }
  }

  /** Whether following ended by a fault, so that the texts are stale from there on. */
  public boolean failed() {
    return tokens.failed();
  }

  @Override
  public void close() {
    tokens.close();
  }
}

package io.clozeline.deploy.task;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.launch.Pause;
import io.clozeline.deploy.launch.ServiceInfo;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Puts and removes tasks, and waits until the services have followed. */
public final class TaskChange {
  private static final long POLL_MILLIS = 30;

  private final ChainClient client;
  private final ServiceInfo services;
  private final Duration limit;

  /** Changes that the services must follow within {@code limit}. */
  public TaskChange(ChainClient client, ServiceInfo services, Duration limit) {
    this.client = client;
    this.services = services;
    this.limit = limit;
  }

  /**
   * Publishes the task; when this returns, the services answer by it.
   *
   * @throws EventException with the reason, when a service refuses it
   * @throws IllegalStateException when the services do not follow
   */
  public void put(Task task) {
    Map<Long, DeadLetter> refused = new ConcurrentHashMap<>();
    var tail = client.tail(List.of(Topics.TASKS.deadLetters()), record -> note(record, refused));
    try {
      long offset = client.put(task.definition()).offset();
      await(
          () -> refused.containsKey(offset) || services.knows(task.name(), task.version()),
          "the services do not know the task " + task.name());
      DeadLetter letter = refused.get(offset);
      if (letter != null) {
        throw new EventException(letter.code(), letter.cause());
      }
    } finally {
      tail.close();
    }
  }

  /** Removes the task; when this returns, the services have forgotten it. */
  public void remove(String name) {
    client.removeTask(name);
    await(() -> services.forgot(name), "the services still know the task " + name);
  }

  private static void note(ConsumerRecord<byte[], byte[]> record, Map<Long, DeadLetter> refused) {
    DeadLetter letter = DeadLetter.of(record);
    refused.put(letter.origin().offset(), letter);
  }

  private void await(BooleanSupplier done, String otherwise) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            otherwise
                + " after "
                + limit.toSeconds()
                + " s. See \"clozeline status\" and their logs.");
      }
      Pause.millis(POLL_MILLIS);
    }
  }
}

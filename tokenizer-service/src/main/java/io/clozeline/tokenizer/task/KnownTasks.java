package io.clozeline.tokenizer.task;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a text's task. A task that was defined before the text was written is found, and a flood of
 * texts with unknown tasks does not stall the stream: one look at the topic answers for every text
 * that was written before that look.
 */
public final class KnownTasks {
  private static final Logger LOG = LoggerFactory.getLogger(KnownTasks.class);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration CATCH_UP = Duration.ofSeconds(5);
  private static final long REMEMBERED_MILLIS = 1_000; // clocks of producers may differ from ours

  private final TaskTable table;
  private final LongSupplier clock;
  private volatile boolean caughtUp;
  private volatile long lookedAt = Long.MIN_VALUE;

  /**
   * Finds tasks in {@code table}.
   *
   * @param clock milliseconds since the epoch
   */
  public KnownTasks(TaskTable table, LongSupplier clock) {
    this.table = table;
    this.clock = clock;
  }

  /**
   * The task {@code name}. Before the definitions that stood at the start have been read, nobody
   * can say that a task is unknown: until then this waits.
   *
   * @param at when the record that names the task was written, milliseconds since the epoch
   * @throws EventException when there is no such task
   */
  public SequencedTask require(String name, long at) {
    awaitCaughtUp();
    return table
        .get(name)
        .or(() -> look(name, at))
        .orElseThrow(
            () ->
                new EventException(ErrorCode.UNKNOWN_TASK, "no task \"" + name + "\" is defined"));
  }

  private Optional<SequencedTask> look(String name, long at) {
    long now = clock.getAsLong();
    if (at < lookedAt && now - lookedAt < REMEMBERED_MILLIS) {
      return Optional.empty();
    }
    Optional<SequencedTask> found = table.await(name, LOOK);
    if (clock.getAsLong() - now < LOOK.toMillis()) { // else the look may not have ended
      lookedAt = now;
    }
    return found;
  }

  private void awaitCaughtUp() {
    while (!caughtUp) {
      caughtUp = table.awaitCaughtUp(CATCH_UP);
      if (!caughtUp) {
        LOG.warn("The first record waits for the task definitions to be read");
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(500); // following may have failed for good; liveness says so
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while waiting for the task definitions", e);
    }
  }
}

package io.clozeline.tokenizer.task;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Finds a text's task. A task that was defined before the text was written is found, and a flood of
 * texts with unknown tasks does not stall the stream: one look at the topic answers for every text
 * that was written before that look.
 */
public final class KnownTasks {
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final long REMEMBERED_MILLIS = 1_000; // clocks of producers may differ from ours

  private final TaskTable table;
  private final LongSupplier clock;
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
   * The task {@code name}.
   *
   * @param at when the record that names the task was written, milliseconds since the epoch
   * @throws EventException when there is no such task
   * @throws TimeoutException when the topic of tasks cannot be read, so that nobody can say
   */
  public SequencedTask require(String name, long at) {
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
    if (!table.awaitCurrent(LOOK)) {
      throw new TimeoutException("the topic of tasks could not be read in " + LOOK);
    }
    lookedAt = now;
    return table.get(name);
  }
}

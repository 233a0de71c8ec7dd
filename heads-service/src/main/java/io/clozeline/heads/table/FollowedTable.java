package io.clozeline.heads.table;

import io.clozeline.events.table.CompactedTable;
import java.time.Duration;

/** A view of a compacted topic that follows it in the background. */
public interface FollowedTable extends AutoCloseable {
  /** How long the first reading of a topic may take; records wait for it. */
  Duration FIRST_READING = Duration.ofMinutes(4);

  /** The table that follows the topic. */
  CompactedTable<?> table();

  /** Waits for the first reading, then at most {@code limit} for what has come since. */
  default boolean catchUp(Duration limit) {
    return table().awaitCaughtUp(FIRST_READING) && table().awaitCurrent(limit);
  }

  @Override
  default void close() {
    table().close();
  }
}

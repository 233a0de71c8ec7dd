package io.clozeline.tokenizer.task;

import io.clozeline.events.table.CompactedTable;
import java.time.Duration;
import java.util.Optional;

/** What {@link KnownTasks} needs of a {@link CompactedTable}. */
public interface TaskTable {
  Optional<SequencedTask> get(String name);

  /** As {@link CompactedTable#awaitCurrent}. */
  boolean awaitCurrent(Duration limit);

  static TaskTable of(CompactedTable<SequencedTask> table) {
    return new TaskTable() {
      @Override
      public Optional<SequencedTask> get(String name) {
        return table.get(name);
      }

      @Override
      public boolean awaitCurrent(Duration limit) {
        return table.awaitCurrent(limit);
      }
    };
  }
}

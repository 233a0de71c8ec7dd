package io.clozeline.tokenizer.guard;

import io.clozeline.events.error.EventException;
import io.clozeline.events.table.CompactedTable;
import java.util.Arrays;

/**
 * Judges the records of the topic of task definitions. Without it, compaction would in time drop a
 * good definition in favour of a newer one that every service refuses.
 */
public final class TaskGuard {
  private final CompactedTable.Reader<?> reader;

  /** A guard that refuses what {@code reader} refuses. */
  public TaskGuard(CompactedTable.Reader<?> reader) {
    this.reader = reader;
  }

  /**
   * Judges one record.
   *
   * @param kept the newest good record under the same name, null when there was none
   */
  public Judgement judge(TaskRecord record, KeptTask kept) {
    if (overtaken(record, kept)) {
      return new Judgement.Restore(kept.definition());
    }
    try {
      if (record.definition() != null) {
        reader.read(record.name(), record.definition());
      }
      return new Judgement.Keep(new KeptTask(record.offset(), record.definition()));
    } catch (EventException reason) {
      return new Judgement.Refuse(reason, kept == null ? null : kept.definition());
    }
  }

  /** Whether somebody wrote a good record between a refused one and ours that put it right. */
  private static boolean overtaken(TaskRecord record, KeptTask kept) {
    return record.restores() != null
        && kept != null
        && kept.offset() > record.restores()
        && !Arrays.equals(kept.definition(), record.definition());
  }
}

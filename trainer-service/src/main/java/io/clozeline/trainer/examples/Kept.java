package io.clozeline.trainer.examples;

import io.clozeline.events.Example;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topics;
import java.util.Objects;

/**
 * An example as it is kept: what decides about its use stands beside the record, so that counting
 * does not decode it.
 *
 * @param offset where the record stood in the task's partition
 * @param taskVersion the definition that made its sequences
 * @param label the right one; of a kind without one label, what the example is counted as
 * @param record the record's bytes
 */
public record Kept(long offset, String taskVersion, String label, byte[] record) {
  public Kept {
    Objects.requireNonNull(taskVersion, "taskVersion");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(record, "record");
  }

  /** Whether {@code task}, as it is defined now, can learn from this. */
  public boolean usableBy(Task task) {
    return taskVersion.equals(task.version())
        && (!task.definition().kind().labelled() || task.label(label) >= 0);
  }

  /** The example itself. */
  public Example example() {
    return Topics.EXAMPLES.codec().decode(record);
  }
}

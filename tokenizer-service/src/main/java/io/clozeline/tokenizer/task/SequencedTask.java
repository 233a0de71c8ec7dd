package io.clozeline.tokenizer.task;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskKind;
import io.clozeline.tokenizer.sequence.SequencedText;
import io.clozeline.tokenizer.sequence.Sequencer;
import java.util.Objects;

/** A task and how its texts are laid out. */
public record SequencedTask(Task task, Sequencer sequencer) {
  public SequencedTask {
    Objects.requireNonNull(task);
    Objects.requireNonNull(sequencer);
  }

  public TaskKind kind() {
    return task.definition().kind();
  }

  /** How old a text may be, null for any age. */
  public Long maxAgeMillis() {
    var maxAge = task.definition().maxAge();
    return maxAge == null ? null : maxAge.toMillis();
  }

  /**
   * Lays out a text, or a pair where the task reads pairs.
   *
   * @throws EventException when a text is missing, is one too many, or cannot be laid out
   */
  public SequencedText sequence(String text, String textB) {
    boolean pair = kind() == TaskKind.PAIR_CLASSIFICATION;
    if (pair && textB == null) {
      throw new EventException(
          ErrorCode.MISSING_FIELD, "the field \"textB\" is missing: the task reads pairs");
    }
    if (!pair && textB != null) {
      throw new EventException(
          ErrorCode.INVALID_FIELD, "the field \"textB\" is there, but the task reads one text");
    }
    return sequencer.sequence(text, textB);
  }
}

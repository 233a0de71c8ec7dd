package io.clozeline.heads.answer;

import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.bert.head.VerbalizerHead;
import io.clozeline.events.task.Calibration;
import io.clozeline.events.task.Task;

/**
 * A task with the head that its prompt asks.
 *
 * @param verbalizer null for a task without a prompt
 */
public record KnownTask(Task task, VerbalizerHead verbalizer) {
  /** Prepares {@code task} to be answered by {@code lm}. */
  public static KnownTask of(Task task, MaskedLmHead lm) {
    boolean prompted = task.definition().prompted();
    return new KnownTask(task, prompted ? new VerbalizerHead(lm, task.words()) : null);
  }

  /** How the base model's answers are calibrated. */
  Calibration calibration() {
    var prompt = task.definition().prompt();
    return prompt == null ? Calibration.NONE : prompt.calibration();
  }
}

package io.clozeline.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;

/**
 * What was served for a document beside what a person says is right, on the topic {@code trials}
 * under the task's name: the test that comes before the training (Dawid 1984).
 *
 * @param taskVersion the digest of the task definition that answered
 * @param adapter the digest of what answered, null for the base model
 * @param agreement how right the answer was, 0 to 1, see {@link
 *     io.clozeline.events.task.TaskKind#agreement}
 * @param slice what the right answer is counted as, for example its label
 * @param served when the answer was given, milliseconds since the epoch
 * @param labelled when a person said what is right, not before
 * @param shadow what a challenger said of it, null where none did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Trial(
    String id,
    String task,
    String taskVersion,
    String adapter,
    double agreement,
    String slice,
    long served,
    long labelled,
    Shadow shadow) {
  public Trial {
    Fields.documentId(id);
    Fields.task(task);
    Fields.word(taskVersion, "taskVersion");
    Fields.optionalWord(adapter, "adapter");
    Fields.word(slice, "slice");
    if (!(agreement >= 0 && agreement <= 1)) {
      throw new EventException(
          ErrorCode.MALFORMED_BINARY, "an agreement of " + agreement + " is not from 0 to 1");
    }
    if (labelled < served) {
      throw new EventException(
          ErrorCode.MALFORMED_BINARY, "the answer was given after the right one was known");
    }
  }

  /** Without a challenger. */
  public Trial(
      String id,
      String task,
      String taskVersion,
      String adapter,
      double agreement,
      String slice,
      long served,
      long labelled) {
    this(id, task, taskVersion, adapter, agreement, slice, served, labelled, null);
  }
}

package io.clozeline.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * What a person orders about the learning of a task, on the compacted topic {@code controls} under
 * the task's name. It is no part of the definition: a task that is frozen stays what it is.
 *
 * @param frozen true to neither train nor change the live release until further notice; null for
 *     false
 * @param train asks for a training run now, however few examples are new; carried out by the first
 *     decision after this time. Null for none
 * @param reason one sentence for others, null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Control(String task, Boolean frozen, Instant train, String reason, Instant at) {
  public Control {
    Fields.task(task);
    Fields.optionalWord(reason, "reason");
    Fields.required(at, "at");
  }

  /** Whether nothing may be learnt. */
  public boolean freezes() {
    return Boolean.TRUE.equals(frozen);
  }
}

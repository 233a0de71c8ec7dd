package io.clozeline.events.task;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.util.List;
import java.util.Objects;

/** How a task definition is refused. */
final class Refusals {
  private Refusals() {}

  static void refuseIf(boolean wrong, String reason) {
    if (wrong) {
      throw refuse(reason);
    }
  }

  static void refuseNulls(List<?> list, String reason) {
    refuseIf(list != null && list.stream().anyMatch(Objects::isNull), reason);
  }

  static EventException refuse(String reason) {
    return new EventException(ErrorCode.TASK_REFUSED, reason);
  }
}

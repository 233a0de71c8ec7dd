package io.clozeline.events.task;

import io.clozeline.events.Unicode;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.util.List;
import java.util.Objects;

/** How a task definition is refused. */
public final class Refusals {
  private Refusals() {}

  /** Refuses for {@code reason} when something is wrong. */
  public static void refuseIf(boolean wrong, String reason) {
    if (wrong) {
      throw refuse(reason);
    }
  }

  /** Refuses a list, which may itself be null, that holds a null. */
  public static void refuseNulls(List<?> list, String reason) {
    refuseIf(list != null && list.stream().anyMatch(Objects::isNull), reason);
  }

  /** Refuses a string that cannot be written again. */
  public static void refuseLoneSurrogate(String text, String what) {
    refuseIf(Unicode.loneSurrogate(text) >= 0, what + " has a lone surrogate");
  }

  /** What is thrown for {@code reason}, one sentence for the person who wrote the definition. */
  public static EventException refuse(String reason) {
    return new EventException(ErrorCode.TASK_REFUSED, reason);
  }
}

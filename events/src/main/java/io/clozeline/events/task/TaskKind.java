package io.clozeline.events.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The kinds of question that a task can ask of a text. */
public enum TaskKind {
  /** One label for a text. */
  CLASSIFICATION("classification"),
  /** One label for a pair of texts. */
  PAIR_CLASSIFICATION("pair-classification"),
  /** The likeliest words for each [MASK] that the text itself holds. */
  CLOZE("cloze");

  private final String text;

  TaskKind(String text) {
    this.text = text;
  }

  @JsonValue
  public String text() {
    return text;
  }

  /** Whether an annotation of this kind is one of the task's labels. */
  public boolean labelled() {
    return this != CLOZE;
  }

  @JsonCreator
  static TaskKind of(String text) {
    for (TaskKind kind : values()) {
      if (kind.text.equals(text)) {
        return kind;
      }
    }
    String known = Arrays.stream(values()).map(TaskKind::text).collect(Collectors.joining(", "));
    throw new EventException(
        ErrorCode.TASK_REFUSED, "unknown kind \"" + text + "\"; known are " + known);
  }
}

package io.clozeline.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * A text to annotate, on the topic {@code texts}.
 *
 * @param id the document's id, also the record's key
 * @param task the name of the task that annotates it; null where {@code tasks} names several
 * @param textB the second text of a pair, or null
 * @param meta the caller's own words, carried nowhere; may be null
 * @param tasks the names of the tasks that annotate it, one annotation each; null where {@code
 *     task} names one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Text(
    String id,
    String task,
    String text,
    String textB,
    Map<String, String> meta,
    List<String> tasks) {
  public Text {
    Fields.documentId(id);
    tasks = tasks == null ? null : checked(tasks, task);
    if (tasks == null) {
      Fields.task(task);
    }
    Fields.text(text, "text");
    if (textB != null) {
      Fields.text(textB, "textB");
    }
    meta = meta == null ? null : Fields.copy(meta, "meta");
  }

  /** A text for one task. */
  public Text(String id, String task, String text, String textB, Map<String, String> meta) {
    this(id, task, text, textB, meta, null);
  }

  /** The names of all tasks that annotate it, one or more. */
  public List<String> asked() {
    return tasks == null ? List.of(task) : tasks;
  }

  /** The same text for that task alone. */
  public Text only(String one) {
    return tasks == null && task.equals(one) ? this : new Text(id, one, text, textB, meta, null);
  }

  private static List<String> checked(List<String> tasks, String task) {
    if (task != null) {
      throw Fields.invalid("both \"task\" and \"tasks\" are there");
    }
    if (tasks.isEmpty() || tasks.size() > Limits.TASKS) {
      throw new EventException(
          ErrorCode.INVALID_FIELD,
          "the field \"tasks\" names " + tasks.size() + " tasks; it takes 1 to " + Limits.TASKS);
    }
    tasks.forEach(Fields::task);
    if (new HashSet<>(tasks).size() != tasks.size()) {
      throw Fields.invalid("the field \"tasks\" names a task twice");
    }
    return List.copyOf(tasks);
  }
}

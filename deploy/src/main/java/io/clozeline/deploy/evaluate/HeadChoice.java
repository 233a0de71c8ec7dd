package io.clozeline.deploy.evaluate;

import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.TaskKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** By which head a task answers in a run: the words of its prompt, or a freshly made linear one. */
public enum HeadChoice {
  /** The masked-LM head, through the task's prompt. */
  PROMPT,
  /** A linear head that starts from nothing (Devlin et al. 2019). */
  LINEAR,
  /** A run with each. */
  BOTH;

  private static final String OWN = "own";

  /**
   * The task as it is asked with each chosen head, by the head's name; as it is defined for null.
   *
   * @throws IllegalArgumentException when the task cannot be asked so
   */
  public static Map<String, TaskDefinition> of(HeadChoice choiceOrNull, TaskDefinition task) {
    if (choiceOrNull == null) {
      return Map.of(nameOf(task), task);
    }
    var tasks = new LinkedHashMap<String, TaskDefinition>();
    for (HeadChoice head : choiceOrNull == BOTH ? List.of(PROMPT, LINEAR) : List.of(choiceOrNull)) {
      tasks.put(head.text(), head == PROMPT ? prompted(task) : linear(task));
    }
    return tasks;
  }

  /** As on the command line, for example {@code linear}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String nameOf(TaskDefinition task) {
    if (task.prompted()) {
      return PROMPT.text();
    }
    boolean alone = task.kind().verbalized(task.labels()).isEmpty();
    return alone ? OWN : LINEAR.text();
  }

  private static TaskDefinition prompted(TaskDefinition task) {
    if (!task.prompted()) {
      throw new IllegalArgumentException("the task " + task.name() + " has no prompt");
    }
    return task;
  }

  private static TaskDefinition linear(TaskDefinition task) {
    TaskKind kind = task.kind();
    if (kind.outputs(task.labels()).isEmpty()) {
      throw new IllegalArgumentException("a " + kind.text() + " task has no linear head");
    }
    return task.learning(task.learning().change().pet(null).done()).prompt(null);
  }
}

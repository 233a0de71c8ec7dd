package io.clozeline.deploy.evaluate.kind;

import io.clozeline.events.task.TaskDefinition;

/** Labels as data sets write them. */
public final class Names {
  private Names() {}

  /**
   * The task's label that {@code written} means: as it stands, or, where it is a number, by its
   * place among the task's.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static String label(String written, TaskDefinition task) {
    if (written == null) {
      throw new IllegalArgumentException("a row has no label");
    }
    if (task.labels().contains(written)) {
      return written;
    }
    try {
      return task.labels().get(Integer.parseInt(written));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "the label \"" + written + "\" is none of the task's " + task.labels(), e);
    }
  }
}

package io.clozeline.deploy.evaluate.kind;

import io.clozeline.deploy.evaluate.data.Item;
import io.clozeline.events.Feedback;
import io.clozeline.events.task.TaskDefinition;
import java.util.Optional;

/** How one kind of task is taught by the rows of a data set, and scored on them. */
public interface KindScoring {
  /** The kind's name, as in definitions. */
  String kind();

  /**
   * What a task learns from a row; empty for a row that it had better not learn from.
   *
   * @throws IllegalArgumentException when the row does not say what such a task needs
   */
  Optional<Feedback> feedback(String id, TaskDefinition task, Item item);

  /** An empty score card of a task. */
  Scorecard scorecard(TaskDefinition task);
}

package io.clozeline.deploy.simulate;

import io.clozeline.events.task.Learning;
import io.clozeline.events.task.TaskDefinition;

/** What a batch job learns from: all labels, at once. */
final class OfflineTask {
  private static final int ALL = 1_000_000;

  /** No trainer has so many; the task learns nothing by itself. */
  private static final int NEVER = Integer.MAX_VALUE;

  private OfflineTask() {}

  /** The task that learns once from {@code labels} labels, under a name of its own. */
  static TaskDefinition of(TaskDefinition task, int labels) {
    Learning learning =
        task.learning()
            .change()
            .minExamples(labels < 2 ? NEVER : labels)
            .promote("always")
            .replay(ALL)
            .done();
    return task.named(task.name() + "-" + labels).learning(learning).review(null);
  }
}

package io.clozeline.trainer.run;

import io.clozeline.events.Decision;
import io.clozeline.events.Release;
import io.clozeline.events.task.Task;
import java.util.Map;

/** The tasks that are defined and their live releases. */
public interface Catalogue {
  /** Whether everything is known that stood there when the service started. */
  boolean complete();

  /** Whether it has stopped to follow, and is stale from there on. */
  boolean failed();

  /**
   * Waits until everything is known that has been written before this call; false if it took too
   * long.
   */
  boolean awaitCurrent();

  /** All tasks by name. */
  Map<String, Task> tasks();

  /** The live release of {@code task}, null while there is none. */
  Release live(String task);

  /** The last decision about {@code task}, null before the first. */
  Decision decided(String task);

  /** The last offset of the task's examples that a release or a decision has seen, or -1. */
  default long consideredThrough(String task) {
    Release live = live(task);
    Decision decided = decided(task);
    return Math.max(
        live == null ? -1 : live.trainedThrough(),
        decided == null ? -1 : decided.consideredThrough());
  }
}

package io.clozeline.trainer.run;

import io.clozeline.events.Control;
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

  /** What people have ordered about {@code task}, null for nothing. */
  Control control(String task);

  /** Whether nothing may be learnt by {@code task}. */
  default boolean frozen(String task) {
    Control control = control(task);
    return control != null && control.freezes();
  }

  /** Whether a run has been asked for that no decision has followed yet. */
  default boolean ordered(String task) {
    Control control = control(task);
    Decision decided = decided(task);
    return control != null
        && control.train() != null
        && (decided == null || decided.at().isBefore(control.train()));
  }

  /** The last offset of the task's examples that a release or a decision has seen, or -1. */
  default long consideredThrough(String task) {
    Release live = live(task);
    Decision decided = decided(task);
    return Math.max(
        live == null ? -1 : live.trainedThrough(),
        decided == null ? -1 : decided.consideredThrough());
  }
}

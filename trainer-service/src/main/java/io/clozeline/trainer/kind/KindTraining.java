package io.clozeline.trainer.kind;

import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.bert.training.objective.Objective;
import io.clozeline.events.Example;
import io.clozeline.events.task.Task;
import java.util.List;

/** How a family of kinds is learnt. Safe for use by many threads. */
public interface KindTraining {
  /** The loss for {@code task}. */
  Objective objective(Task task);

  /** What an example teaches, sequence by sequence; nothing where it does not fit the task. */
  List<LabelledSequence> lessons(Example example, Task task);

  /**
   * How right an answer is, 0 to 1: 1 or 0 where it has one label, else the share that is right.
   *
   * @param scores of each lesson, as the engine gives them: {@code [rows, outputs]}, row by row
   * @param lessons what {@link #lessons} made of the example, at least one
   */
  double agreement(List<float[]> scores, List<LabelledSequence> lessons, Task task);

  /** How many different labels there must be before there is anything to learn. */
  default int fewestLabels() {
    return 1;
  }
}

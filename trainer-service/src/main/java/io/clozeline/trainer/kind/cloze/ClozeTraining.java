package io.clozeline.trainer.kind.cloze;

import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.bert.training.objective.Objective;
import io.clozeline.events.Example;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.kind.KindTraining;
import io.clozeline.trainer.kind.Scores;
import io.clozeline.trainer.kind.Targets;
import java.util.List;

/** A word of the vocabulary for each mask. */
public final class ClozeTraining implements KindTraining {
  @Override
  public Objective objective(Task task) {
    return Objective.SOFTMAX;
  }

  @Override
  public List<LabelledSequence> lessons(Example example, Task task) {
    return Targets.classes(example, Integer.MAX_VALUE);
  }

  @Override
  public double agreement(List<float[]> scores, List<LabelledSequence> lessons, Task task) {
    return Scores.rightRows(scores, lessons);
  }
}

package io.clozeline.trainer.kind.tagging;

import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.bert.training.objective.Objective;
import io.clozeline.events.Example;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.kind.KindTraining;
import io.clozeline.trainer.kind.Scores;
import io.clozeline.trainer.kind.Targets;
import java.util.List;

/** A class among the tags for each word. */
public final class TaggingTraining implements KindTraining {
  @Override
  public Objective objective(Task task) {
    return Objective.SOFTMAX;
  }

  @Override
  public List<LabelledSequence> lessons(Example example, Task task) {
    return Targets.classes(example, task.definition().labels().size());
  }

  @Override
  public double agreement(List<float[]> scores, List<LabelledSequence> lessons, Task task) {
    return Scores.rightRows(scores, lessons);
  }
}

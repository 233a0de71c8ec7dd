package io.clozeline.trainer.kind.label;

import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.bert.training.objective.Objective;
import io.clozeline.events.Example;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.kind.KindTraining;
import io.clozeline.trainer.kind.Scores;
import io.clozeline.trainer.kind.Sequences;
import java.util.List;

/** Kinds with one label: a class among the task's labels. */
public final class LabelTraining implements KindTraining {
  @Override
  public Objective objective(Task task) {
    return Objective.SOFTMAX;
  }

  @Override
  public List<LabelledSequence> lessons(Example example, Task task) {
    int label = task.label(example.label());
    if (label < 0 || !Sequences.fit(example, task)) {
      return List.of();
    }
    return example.sequences().stream()
        .map(s -> LabelledSequence.of(Sequences.once(s, task), label))
        .toList();
  }

  @Override
  public int fewestLabels() {
    return 2;
  }

  @Override
  public double agreement(List<float[]> scores, List<LabelledSequence> lessons, Task task) {
    return Scores.best(Scores.meanLog(scores)) == lessons.get(0).classes()[0] ? 1 : 0;
  }
}

package io.clozeline.trainer.kind.multilabel;

import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.bert.training.objective.Objective;
import io.clozeline.events.Example;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.kind.KindTraining;
import io.clozeline.trainer.kind.Sequences;
import java.util.List;

/** Each label by itself: there, or not. */
public final class MultilabelTraining implements KindTraining {
  @Override
  public Objective objective(Task task) {
    return Objective.SIGMOID;
  }

  @Override
  public List<LabelledSequence> lessons(Example example, Task task) {
    List<String> right = example.labels();
    if (right == null || right.stream().anyMatch(label -> task.label(label) < 0)) {
      return List.of();
    }
    float[] targets = new float[task.definition().labels().size()];
    right.forEach(label -> targets[task.label(label)] = 1);
    return example.sequences().stream()
        .map(s -> LabelledSequence.soft(Sequences.once(s, task), targets))
        .toList();
  }
}

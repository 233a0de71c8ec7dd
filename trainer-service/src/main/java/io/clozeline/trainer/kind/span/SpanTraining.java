package io.clozeline.trainer.kind.span;

import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.bert.training.objective.Objective;
import io.clozeline.events.Example;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.kind.KindTraining;
import io.clozeline.trainer.kind.Targets;
import java.util.List;

/** Where an answer starts and ends among the positions of its window. */
public final class SpanTraining implements KindTraining {
  @Override
  public Objective objective(Task task) {
    return Objective.SPAN;
  }

  @Override
  public List<LabelledSequence> lessons(Example example, Task task) {
    return Targets.ends(example);
  }
}

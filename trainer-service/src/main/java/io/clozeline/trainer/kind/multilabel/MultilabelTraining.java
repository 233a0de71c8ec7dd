package io.clozeline.trainer.kind.multilabel;

import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.bert.training.objective.Objective;
import io.clozeline.events.Example;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.kind.multilabel.Multilabel;
import io.clozeline.trainer.kind.KindTraining;
import io.clozeline.trainer.kind.Scores;
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

  /** As {@link Multilabel#agreement}. */
  @Override
  public double agreement(List<float[]> scores, List<LabelledSequence> lessons, Task task) {
    double threshold = Multilabel.threshold(task.definition());
    double[] logits = Scores.mean(scores);
    float[] right = lessons.get(0).targets();
    int common = 0;
    int either = 0;
    for (int i = 0; i < right.length; i++) {
      boolean said = 1 / (1 + Math.exp(-logits[i])) >= threshold;
      common += said && right[i] > 0 ? 1 : 0;
      either += said || right[i] > 0 ? 1 : 0;
    }
    return either == 0 ? 1 : (double) common / either;
  }
}

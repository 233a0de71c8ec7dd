package io.clozeline.trainer.kind.regression;

import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.bert.training.objective.Objective;
import io.clozeline.events.Example;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.kind.regression.Regression;
import io.clozeline.trainer.kind.KindTraining;
import io.clozeline.trainer.kind.Scores;
import io.clozeline.trainer.kind.Sequences;
import java.util.List;

/**
 * A number as its place in the range, 0 to 1: of a linear head directly, of a prompt as the share
 * of the words for the upper end (Gao et al. 2021, section 4).
 */
public final class RegressionTraining implements KindTraining {
  @Override
  public Objective objective(Task task) {
    return task.definition().prompted() ? Objective.SOFTMAX : Objective.SQUARED;
  }

  @Override
  public List<LabelledSequence> lessons(Example example, Task task) {
    double min = Regression.min(task.definition());
    double max = Regression.max(task.definition());
    Double value = example.value();
    if (value == null || value < min || value > max || !Sequences.fit(example, task)) {
      return List.of();
    }
    float share = (float) ((value - min) / (max - min));
    float[] targets =
        task.definition().prompted() ? new float[] {1 - share, share} : new float[] {share};
    return example.sequences().stream()
        .map(s -> LabelledSequence.soft(Sequences.once(s, task), targets))
        .toList();
  }

  /** One less the distance, as a share of the range. */
  @Override
  public double agreement(List<float[]> scores, List<LabelledSequence> lessons, Task task) {
    boolean prompted = task.definition().prompted();
    float[] targets = lessons.get(0).targets();
    double said = prompted ? Math.exp(Scores.meanLog(scores)[1]) : Scores.mean(scores)[0];
    double distance = Math.abs(Math.max(0, Math.min(1, said)) - targets[targets.length - 1]);
    return 1 - distance;
  }
}

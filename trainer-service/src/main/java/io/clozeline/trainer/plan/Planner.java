package io.clozeline.trainer.plan;

import io.clozeline.bert.adapter.Target;
import io.clozeline.bert.training.TrainingPlan;
import io.clozeline.events.task.Learning;
import io.clozeline.trainer.examples.TrainingSet;
import java.util.Objects;

/** Makes the plan of a run; what the task says goes before what was measured. */
public final class Planner {
  private final Pace pace;

  public Planner(Pace pace) {
    this.pace = Objects.requireNonNull(pace, "pace");
  }

  /**
   * The plan for {@code set}.
   *
   * @param seed the same seed and examples give the same adapter
   */
  public TrainingPlan plan(Learning learning, TrainingSet set, long seed) {
    return new TrainingPlan(
        learning.r(),
        learning.alpha(),
        learning.targets().stream().map(Target::of).toList(),
        learning.steps() == null ? steps(set.sequences().size()) : learning.steps(),
        pace.batch(),
        learning.learningRate() == null ? rate(set.tally().examples()) : learning.learningRate(),
        pace.warmUp(),
        pace.weightDecay(),
        pace.dropout(),
        seed);
  }

  private int steps(int sequences) {
    long epochs = ((long) pace.epochs() * sequences + pace.batch() - 1) / pace.batch();
    return (int) Math.min(pace.mostSteps(), Math.max(pace.fewestSteps(), epochs));
  }

  private double rate(int examples) {
    return examples <= pace.few() ? pace.fewRate() : pace.manyRate();
  }
}

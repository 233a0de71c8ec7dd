package io.clozeline.trainer.run;

import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.bert.training.TrainingPlan;
import io.clozeline.bert.training.TrainingProgress;
import io.clozeline.events.task.Task;
import java.util.List;

/** Trains an adapter, whatever computes it. Used by one thread. */
public interface Engine {
  /**
   * Trains.
   *
   * @return the adapter's file
   */
  byte[] train(
      Task task, List<LabelledSequence> sequences, TrainingPlan plan, TrainingProgress progress);

  /** Closes what it has open until it trains again. */
  void rest();
}

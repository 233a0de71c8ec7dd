package io.clozeline.trainer.engine;

import io.clozeline.bert.Sequence;
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

  /**
   * How a task scores sequences, {@code [rows, outputs]} row by row: one row for a prompt's masks,
   * else one for each selected position.
   *
   * @param adapterOrNull the file of an adapter of the task; null for the base model, which a task
   *     with a linear head cannot ask
   */
  float[][] scores(Task task, List<Sequence> sequences, byte[] adapterOrNull);

  /** Closes what it has open until it trains again. */
  void rest();
}

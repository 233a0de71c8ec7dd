package io.clozeline.bert.training;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.Precision;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.head.VerbalizerHead;
import java.util.List;

/** Trains LoRA factors, and a linear head where the task has no prompt, on the frozen model. */
public final class LoraTrainer implements AutoCloseable {
  private LoraTrainer() {}

  /**
   * Loads the weights of that precision; {@code intraOpThreads} native threads compute one step.
   */
  public static LoraTrainer open(
      ModelDirectory directory, Precision precision, int intraOpThreads) {
    return new LoraTrainer();
  }

  /**
   * Trains an adapter.
   *
   * @param verbalizerOrNull the prompt's words, or null for a fresh linear head
   * @return the adapter as {@link io.clozeline.bert.adapter.AdapterFile} reads it back
   */
  public Adapter train(
      List<LabelledSequence> examples,
      TrainingPlan plan,
      String task,
      List<String> labels,
      VerbalizerHead verbalizerOrNull,
      TrainingProgress progress) {
    throw new UnsupportedOperationException("not yet");
  }

  @Override
  public void close() {}
}

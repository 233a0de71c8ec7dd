package io.clozeline.bert.training;

/** Told after each optimizer step; what it throws ends the training. */
@FunctionalInterface
public interface TrainingProgress {
  void step(int step, int of, double loss);
}

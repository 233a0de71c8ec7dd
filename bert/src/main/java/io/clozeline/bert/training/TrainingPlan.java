package io.clozeline.bert.training;

import io.clozeline.bert.method.Method;
import java.util.Objects;

/**
 * How to train.
 *
 * @param method what is trained
 * @param steps optimizer steps
 * @param batch examples per step
 * @param learningRate peak, after the warm-up and before the linear decay
 * @param warmUp share of the steps
 * @param weightDecay decoupled, as in AdamW
 * @param dropout on what goes into the method's own layers
 * @param seed the same seed and examples give the same adapter
 */
public record TrainingPlan(
    Method method,
    int steps,
    int batch,
    double learningRate,
    double warmUp,
    double weightDecay,
    double dropout,
    long seed) {

  public TrainingPlan {
    Objects.requireNonNull(method, "method");
    if (steps < 1 || batch < 1) {
      throw new IllegalArgumentException("a plan needs steps and a batch");
    }
    if (!(learningRate > 0 && weightDecay >= 0)) {
      throw new IllegalArgumentException(
          "the learning rate must be above zero, the weight decay not below");
    }
    if (!(warmUp >= 0 && warmUp < 1 && dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("warm-up and dropout are shares below one");
    }
  }
}

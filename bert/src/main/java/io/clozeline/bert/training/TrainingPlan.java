package io.clozeline.bert.training;

import io.clozeline.bert.adapter.Target;
import java.util.List;

/**
 * How to train.
 *
 * @param r rank of the factors
 * @param alpha scale of the update: {@code alpha / r}
 * @param steps optimizer steps
 * @param batch examples per step
 * @param learningRate peak, after the warm-up and before the linear decay
 * @param warmUp share of the steps
 * @param weightDecay decoupled, as in AdamW
 * @param dropout on the input of the LoRA branch
 * @param seed the same seed and examples give the same adapter
 */
public record TrainingPlan(
    int r,
    double alpha,
    List<Target> targets,
    int steps,
    int batch,
    double learningRate,
    double warmUp,
    double weightDecay,
    double dropout,
    long seed) {

  public TrainingPlan {
    targets = List.copyOf(targets);
    if (targets.isEmpty() || r < 1 || steps < 1 || batch < 1) {
      throw new IllegalArgumentException("a plan needs targets, a rank, steps and a batch");
    }
    if (!(alpha > 0 && learningRate > 0 && weightDecay >= 0)) {
      throw new IllegalArgumentException(
          "alpha and the learning rate must be above zero, the weight decay not below");
    }
    if (!(warmUp >= 0 && warmUp < 1 && dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("warm-up and dropout are shares below one");
    }
  }
}

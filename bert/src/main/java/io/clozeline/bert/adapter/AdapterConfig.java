package io.clozeline.bert.adapter;

import java.util.List;
import java.util.Objects;

/**
 * What an adapter is for and how its factors are applied.
 *
 * @param baseDigest {@code weightsDigest} of the model it was trained on
 * @param targets kept once each, in the order of {@link Target}
 * @param prompt true when the masked-LM head answers, false when the adapter brings a linear head
 */
public record AdapterConfig(
    String baseModel,
    String baseDigest,
    String task,
    int r,
    double alpha,
    List<Target> targets,
    List<String> labels,
    boolean prompt) {

  public AdapterConfig {
    Objects.requireNonNull(baseModel, "baseModel");
    Objects.requireNonNull(baseDigest, "baseDigest");
    Objects.requireNonNull(task, "task");
    targets = targets.stream().distinct().sorted().toList();
    labels = List.copyOf(labels);
    if (targets.isEmpty() || labels.isEmpty()) {
      throw new IllegalArgumentException("an adapter needs a target and a label");
    }
    if (r < 1 || !(alpha > 0) || Double.isInfinite(alpha)) {
      throw new IllegalArgumentException("r " + r + " and alpha " + alpha + " must be above zero");
    }
  }

  /** What the product of the factors is multiplied by. */
  public double scale() {
    return alpha / r;
  }
}

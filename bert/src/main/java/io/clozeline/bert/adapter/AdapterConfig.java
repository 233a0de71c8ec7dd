package io.clozeline.bert.adapter;

import io.clozeline.bert.method.Method;
import java.util.List;
import java.util.Objects;

/**
 * What an adapter is for and how its numbers are applied.
 *
 * @param baseDigest {@code weightsDigest} of the model it was trained on
 * @param prompt true when the masked-LM head answers, false when the adapter brings a linear head
 */
public record AdapterConfig(
    String baseModel,
    String baseDigest,
    String task,
    Method method,
    List<String> labels,
    boolean prompt) {

  public AdapterConfig {
    Objects.requireNonNull(baseModel, "baseModel");
    Objects.requireNonNull(baseDigest, "baseDigest");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(method, "method");
    labels = List.copyOf(labels);
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("an adapter needs a label");
    }
  }
}

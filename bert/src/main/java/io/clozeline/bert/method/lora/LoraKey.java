package io.clozeline.bert.method.lora;

import io.clozeline.bert.graph.Target;
import java.util.Objects;

/** Which dense layer a pair of factors adapts. */
public record LoraKey(int layer, Target target) {

  public LoraKey {
    Objects.requireNonNull(target, "target");
    if (layer < 0) {
      throw new IllegalArgumentException("layer " + layer + " is below zero");
    }
  }
}

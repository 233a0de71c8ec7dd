package io.clozeline.bert.adapter;

import io.clozeline.bert.head.LinearHead;
import java.util.Map;
import java.util.Objects;

/**
 * An immutable adapter: LoRA factors and the head of one task, trained together.
 *
 * @param digest sha-256 of the file's bytes, in hex
 * @param classifier null when the task answers through a prompt
 */
public record Adapter(
    String digest, AdapterConfig config, Map<LoraKey, LoraFactors> factors, LinearHead classifier) {

  public Adapter {
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(config, "config");
    factors = Map.copyOf(factors);
    if (config.prompt() != (classifier == null)) {
      throw new IllegalArgumentException(
          "an adapter has a linear head exactly when its task has no prompt");
    }
  }
}

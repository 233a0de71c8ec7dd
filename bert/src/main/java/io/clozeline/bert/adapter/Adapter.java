package io.clozeline.bert.adapter;

import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.Tuned;
import java.util.Map;
import java.util.Objects;

/**
 * An immutable adapter: what a method has trained, and the head of one task, trained together.
 *
 * @param digest sha-256 of the file's bytes, in hex
 * @param tensors the method's numbers by name, row by row; not to be changed
 * @param classifier null when the task answers through a prompt
 */
public record Adapter(
    String digest, AdapterConfig config, Map<String, float[]> tensors, LinearHead classifier)
    implements Tuned {

  public Adapter {
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(config, "config");
    tensors = Map.copyOf(tensors);
    if (config.prompt() != (classifier == null)) {
      throw new IllegalArgumentException(
          "an adapter has a linear head exactly when its task has no prompt");
    }
  }

  @Override
  public Method method() {
    return config.method();
  }

  /** Its digest says all of it. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Adapter that && digest.equals(that.digest);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }
}

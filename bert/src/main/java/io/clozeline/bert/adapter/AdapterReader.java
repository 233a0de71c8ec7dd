package io.clozeline.bert.adapter;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.AdapterException.Reason;
import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.safetensors.SafeTensors;
import io.clozeline.bert.safetensors.SafeTensorsException;
import io.clozeline.bert.safetensors.StoredTensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Takes an open file apart as the adapter that it holds, and leaves no tensor over. */
final class AdapterReader {
  private final SafeTensors file;
  private final ModelInfo base;
  private final AdapterConfig config;
  private final UnaryOperator<String> stored;
  private final Set<String> unread;

  /** Reads a file that says itself what it holds. */
  AdapterReader(SafeTensors file, ModelInfo base) {
    this(file, base, AdapterMetadata.read(file.metadata()), UnaryOperator.identity());
  }

  /**
   * Reads a file that holds an adapter of {@code config}.
   *
   * @param stored the file's name of a tensor
   */
  AdapterReader(
      SafeTensors file, ModelInfo base, AdapterConfig config, UnaryOperator<String> stored) {
    this.file = file;
    this.base = base;
    this.config = config;
    this.stored = stored;
    this.unread = new LinkedHashSet<>(file.names());
  }

  Adapter read(String digest) {
    checkBase();
    checkFit();
    Map<String, float[]> tensors = new LinkedHashMap<>();
    config.method().shapes(base).forEach((name, shape) -> tensors.put(name, floats(name, shape)));
    LinearHead classifier = config.prompt() ? null : classifier();
    if (!unread.isEmpty()) {
      throw new AdapterException(
          Reason.UNEXPECTED_TENSOR,
          "tensor '%s' belongs to no layer, target or head of this adapter"
              .formatted(unread.iterator().next()));
    }
    return new Adapter(digest, config, tensors, classifier);
  }

  private void checkBase() {
    if (!config.baseModel().equals(base.name())
        || !config.baseDigest().equals(base.weightsDigest())) {
      throw new AdapterException(
          Reason.WRONG_BASE,
          "the adapter was trained on %s with the weights %s, expected %s with %s"
              .formatted(
                  config.baseModel(), config.baseDigest(), base.name(), base.weightsDigest()));
    }
  }

  private void checkFit() {
    try {
      config.method().requireFit(base);
    } catch (IllegalArgumentException e) {
      throw new AdapterException(Reason.WRONG_SHAPE, e.getMessage(), e);
    }
  }

  private LinearHead classifier() {
    int labels = config.labels().size();
    int hidden = base.hidden();
    float[] weight = floats(HeadNames.weight(config.method()), labels, hidden);
    float[] bias = floats(HeadNames.bias(config.method()), labels);
    float[][] rows = new float[labels][];
    Arrays.setAll(rows, row -> Arrays.copyOfRange(weight, row * hidden, (row + 1) * hidden));
    return new LinearHead(rows, bias);
  }

  private float[] floats(String name, long... shape) {
    String there = stored.apply(name);
    StoredTensor tensor =
        file.find(there)
            .orElseThrow(
                () ->
                    new AdapterException(
                        Reason.INCOMPLETE,
                        "tensor '%s' of shape %s is missing"
                            .formatted(name, Arrays.toString(shape))));
    if (!tensor.hasShape(shape)) {
      throw new AdapterException(
          Reason.WRONG_SHAPE,
          "tensor '%s' has the shape %s, expected %s"
              .formatted(there, tensor.shape(), Arrays.toString(shape)));
    }
    unread.remove(there);
    return finite(there, values(tensor));
  }

  private static float[] values(StoredTensor tensor) {
    try {
      return tensor.floats();
    } catch (SafeTensorsException e) {
      throw new AdapterException(Reason.UNSUPPORTED, e.getMessage(), e);
    }
  }

  static float[] finite(String name, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new AdapterException(
            Reason.NOT_FINITE,
            "tensor '%s' has %s at %d, expected finite numbers".formatted(name, values[i], i));
      }
    }
    return values;
  }
}

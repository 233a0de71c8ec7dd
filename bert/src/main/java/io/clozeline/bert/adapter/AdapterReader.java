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

/** Takes an open adapter file apart, and leaves no tensor over. */
final class AdapterReader {
  private final SafeTensors file;
  private final ModelInfo base;
  private final AdapterConfig config;
  private final Set<String> unread;

  AdapterReader(SafeTensors file, ModelInfo base) {
    this.file = file;
    this.base = base;
    this.config = AdapterMetadata.read(file.metadata());
    this.unread = new LinkedHashSet<>(file.names());
  }

  Adapter read(String digest) {
    checkBase();
    checkRank();
    Map<LoraKey, LoraFactors> factors = new LinkedHashMap<>();
    for (int layer = 0; layer < base.layers(); layer++) {
      for (Target target : config.targets()) {
        LoraKey key = new LoraKey(layer, target);
        factors.put(key, factors(key));
      }
    }
    LinearHead classifier = config.prompt() ? null : classifier();
    if (!unread.isEmpty()) {
      throw new AdapterException(
          Reason.UNEXPECTED_TENSOR,
          "tensor '%s' belongs to no layer, target or head of this adapter"
              .formatted(unread.iterator().next()));
    }
    return new Adapter(digest, config, factors, classifier);
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

  private void checkRank() {
    if (config.r() > base.hidden() || !Float.isFinite((float) config.scale())) {
      throw new AdapterException(
          Reason.WRONG_SHAPE,
          "r is %d and alpha %s, expected r up to %d and a scale that fits a float"
              .formatted(config.r(), config.alpha(), base.hidden()));
    }
  }

  private LoraFactors factors(LoraKey key) {
    int in = key.target().in(base);
    int out = key.target().out(base);
    float[] a = floats(TensorNames.a(key), config.r(), in);
    float[] b = floats(TensorNames.b(key), out, config.r());
    return new LoraFactors(a, b, in, out, config.r());
  }

  private LinearHead classifier() {
    int labels = config.labels().size();
    int hidden = base.hidden();
    float[] weight = floats(TensorNames.CLASSIFIER_WEIGHT, labels, hidden);
    float[] bias = floats(TensorNames.CLASSIFIER_BIAS, labels);
    float[][] rows = new float[labels][];
    Arrays.setAll(rows, row -> Arrays.copyOfRange(weight, row * hidden, (row + 1) * hidden));
    return new LinearHead(rows, bias);
  }

  private float[] floats(String name, long... shape) {
    StoredTensor tensor =
        file.find(name)
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
              .formatted(name, tensor.shape(), Arrays.toString(shape)));
    }
    unread.remove(name);
    return finite(name, values(tensor));
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

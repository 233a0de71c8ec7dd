package io.clozeline.bert.adapter;

import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.safetensors.SafeTensorsWriter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Puts an adapter together as a file, and refuses one that could not be read back. */
final class AdapterWriter {
  private final AdapterConfig config;
  private final SafeTensorsWriter file = new SafeTensorsWriter();

  AdapterWriter(AdapterConfig config) {
    this.config = config;
    AdapterMetadata.write(config).forEach(file::metadata);
  }

  byte[] write(Map<LoraKey, LoraFactors> factors, LinearHead classifier) {
    checkKeys(factors.keySet());
    factors.forEach(this::add);
    if (config.prompt() != (classifier == null)) {
      throw new IllegalArgumentException(
          "an adapter has a linear head exactly when its task has no prompt");
    }
    if (classifier != null) {
      add(classifier);
    }
    return file.bytes();
  }

  private void checkKeys(Set<LoraKey> keys) {
    int layers = keys.size() / config.targets().size();
    Set<LoraKey> expected = new HashSet<>();
    for (int layer = 0; layer < layers; layer++) {
      for (Target target : config.targets()) {
        expected.add(new LoraKey(layer, target));
      }
    }
    if (keys.isEmpty() || !keys.equals(expected)) {
      throw new IllegalArgumentException(
          "factors are for " + keys + ", expected every layer with each of " + config.targets());
    }
  }

  private void add(LoraKey key, LoraFactors factors) {
    if (factors.r() != config.r()) {
      throw new IllegalArgumentException(
          key + " has factors of r " + factors.r() + ", expected " + config.r());
    }
    add(TensorNames.a(key), factors.a(), factors.r(), factors.in());
    add(TensorNames.b(key), factors.b(), factors.out(), factors.r());
  }

  private void add(LinearHead classifier) {
    int labels = classifier.labels();
    int hidden = classifier.weight()[0].length;
    if (labels != config.labels().size()) {
      throw new IllegalArgumentException(
          "a linear head of " + labels + " labels, expected " + config.labels());
    }
    float[] weight = new float[labels * hidden];
    for (int label = 0; label < labels; label++) {
      System.arraycopy(classifier.weight()[label], 0, weight, label * hidden, hidden);
    }
    add(TensorNames.CLASSIFIER_WEIGHT, weight, labels, hidden);
    add(TensorNames.CLASSIFIER_BIAS, classifier.bias(), labels);
  }

  private void add(String name, float[] values, long... shape) {
    file.tensor(name, AdapterReader.finite(name, values), shape);
  }
}

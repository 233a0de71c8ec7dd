package io.clozeline.bert.adapter;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.safetensors.SafeTensorsWriter;
import java.util.Map;

/** Puts an adapter together as a file, and refuses one that could not be read back. */
final class AdapterWriter {
  private final AdapterConfig config;
  private final ModelInfo base;
  private final SafeTensorsWriter file = new SafeTensorsWriter();

  AdapterWriter(AdapterConfig config, ModelInfo base) {
    this.config = config;
    this.base = base;
    AdapterMetadata.write(config, base).forEach(file::metadata);
  }

  byte[] write(Map<String, float[]> tensors, LinearHead classifier) {
    Map<String, long[]> shapes = config.method().shapes(base);
    if (!tensors.keySet().equals(shapes.keySet())) {
      throw new IllegalArgumentException(
          "tensors are " + tensors.keySet() + ", expected " + shapes.keySet());
    }
    shapes.forEach((name, shape) -> add(name, tensors.get(name), shape));
    if (config.prompt() != (classifier == null)) {
      throw new IllegalArgumentException(
          "an adapter has a linear head exactly when its task has no prompt");
    }
    if (classifier != null) {
      add(classifier);
    }
    return file.bytes();
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
    add(HeadNames.weight(config.method()), weight, labels, hidden);
    add(HeadNames.bias(config.method()), classifier.bias(), labels);
  }

  private void add(String name, float[] values, long... shape) {
    if (values.length != Method.size(shape)) {
      throw new IllegalArgumentException(
          name + " has " + values.length + " numbers, expected " + Method.size(shape));
    }
    file.tensor(name, AdapterReader.finite(name, values), shape);
  }
}

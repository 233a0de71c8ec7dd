package io.clozeline.bert.training;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.method.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The numbers that are trained: the method's tensors, and the linear head where there is one. The
 * optimizer changes the arrays in place.
 *
 * @param tensors in the order of the method's shapes
 * @param weight {@code [labels, hidden]}, row by row
 */
record Parameters(
    Method method, Map<String, float[]> tensors, float[] weight, float[] bias, Reading answers) {
  private static final double HEAD_DEVIATION = 0.02;

  /** Where the method begins. */
  static Parameters start(
      ModelInfo model, Method method, LinearHead head, Reading answers, Random random) {
    return new Parameters(
        method, method.start(model, random), flat(head.weight()), head.bias().clone(), answers);
  }

  /** Copies of an adapter's numbers, to go on from. */
  static Parameters goingOn(ModelInfo model, Adapter adapter, LinearHead head, Reading answers) {
    Map<String, float[]> tensors = new LinkedHashMap<>();
    for (String name : adapter.method().shapes(model).keySet()) {
      tensors.put(name, adapter.tensors().get(name).clone());
    }
    return new Parameters(
        adapter.method(), tensors, flat(head.weight()), head.bias().clone(), answers);
  }

  /** A linear head that knows nothing yet. */
  static LinearHead freshHead(int labels, int hidden, Random random) {
    float[][] weight = new float[labels][hidden];
    for (float[] row : weight) {
      for (int i = 0; i < hidden; i++) {
        row[i] = (float) (HEAD_DEVIATION * random.nextGaussian());
      }
    }
    return new LinearHead(weight, new float[labels]);
  }

  /** The arrays to train, in the order of the graph's gradients. */
  List<float[]> arrays() {
    List<float[]> arrays = new ArrayList<>(tensors.values());
    if (answers.kind() == Answers.LINEAR) {
      arrays.addAll(List.of(weight, bias));
    }
    return arrays;
  }

  /** The head as it is now. */
  LinearHead head() {
    int hidden = weight.length / bias.length;
    float[][] rows = new float[bias.length][hidden];
    for (int label = 0; label < rows.length; label++) {
      System.arraycopy(weight, label * hidden, rows[label], 0, hidden);
    }
    return new LinearHead(rows, bias);
  }

  private static float[] flat(float[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * rows[i].length, rows[i].length);
    }
    return flat;
  }
}

package io.clozeline.bert.training;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.LoraFactors;
import io.clozeline.bert.adapter.LoraKey;
import io.clozeline.bert.adapter.Target;
import io.clozeline.bert.graph.Site;
import io.clozeline.bert.head.LinearHead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The numbers that are trained: the factors of each dense layer, and the linear head where there is
 * one. The optimizer changes the arrays in place.
 *
 * @param weight {@code [labels, hidden]}, row by row
 */
record Parameters(
    Map<LoraKey, LoraFactors> factors, float[] weight, float[] bias, Reading answers) {
  private static final double HEAD_DEVIATION = 0.02;

  /**
   * Factors as PEFT starts them, A uniform after Kaiming and B zero, so that the adapter begins as
   * the base model.
   */
  static Parameters start(
      ModelInfo model,
      Set<Target> targets,
      int r,
      LinearHead head,
      Reading answers,
      Random random) {
    Map<LoraKey, LoraFactors> factors = new LinkedHashMap<>();
    for (int layer = 0; layer < model.layers(); layer++) {
      for (Target target : targets) {
        int in = Site.of(target).in(model);
        int out = Site.columns(target, model);
        float[] a = new float[r * in];
        double bound = 1 / Math.sqrt(in);
        for (int i = 0; i < a.length; i++) {
          a[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        factors.put(new LoraKey(layer, target), new LoraFactors(a, new float[out * r], in, out, r));
      }
    }
    return new Parameters(factors, flat(head.weight()), head.bias().clone(), answers);
  }

  /** Copies of an adapter's numbers, to go on from. */
  static Parameters goingOn(Adapter adapter, LinearHead head, Reading answers) {
    Map<LoraKey, LoraFactors> factors = new LinkedHashMap<>();
    adapter.factors().keySet().stream()
        .sorted(Comparator.comparingInt(LoraKey::layer).thenComparing(LoraKey::target))
        .forEach(key -> factors.put(key, copy(adapter.factors().get(key))));
    return new Parameters(factors, flat(head.weight()), head.bias().clone(), answers);
  }

  private static LoraFactors copy(LoraFactors of) {
    return new LoraFactors(of.a().clone(), of.b().clone(), of.in(), of.out(), of.r());
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
    List<float[]> arrays = new ArrayList<>();
    factors.values().forEach(of -> arrays.addAll(List.of(of.a(), of.b())));
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

package io.clozeline.bert.adapter;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.method.lora.LoraKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adapters of a model with two layers, four hidden and six intermediate numbers. */
final class TinyAdapters {
  static final ModelInfo MODEL = model("tiny-bert", "base-digest", 2, 4);
  static final List<Target> TARGETS = List.of(Target.QUERY, Target.VALUE, Target.OUTPUT);
  static final LinearHead CLASSIFIER =
      new LinearHead(
          new float[][] {{1, 2, 3, 4}, {-1, -2, -3, -4}, {0, 0.5f, 0, 0.25f}},
          new float[] {0.125f, 0, -7});

  private TinyAdapters() {}

  static ModelInfo model(String name, String digest, int layers, int hidden) {
    return new ModelInfo(name, true, layers, hidden, 1, 6, 10, 8, digest, "tokenizer-digest");
  }

  static AdapterConfig linear() {
    return config(TARGETS, false);
  }

  static AdapterConfig config(List<Target> targets, boolean prompt) {
    return new AdapterConfig(
        "tiny-bert",
        "base-digest",
        "topic",
        new Lora(2, 16, targets),
        List.of("a", "b \"c\"", "ç"),
        prompt);
  }

  static Map<String, float[]> factors(List<Target> targets) {
    Map<String, float[]> factors = new LinkedHashMap<>();
    for (int layer = 0; layer < MODEL.layers(); layer++) {
      for (Target target : targets) {
        int in = target.in(MODEL);
        int out = target.out(MODEL);
        float first = layer + target.ordinal() / 8f;
        LoraKey key = new LoraKey(layer, target);
        factors.put(Lora.a(key), count(first, 2 * in));
        factors.put(Lora.b(key), count(-first, out * 2));
      }
    }
    return factors;
  }

  static byte[] file() {
    return AdapterFile.write(linear(), MODEL, factors(TARGETS), CLASSIFIER);
  }

  private static float[] count(float first, int numbers) {
    float[] counted = new float[numbers];
    for (int i = 0; i < numbers; i++) {
      counted[i] = first + i / 16f;
    }
    return counted;
  }
}

package io.clozeline.bert.encoder;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.AdapterConfig;
import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.lora.Lora;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Made-up adapters. */
public final class Adapters {
  private Adapters() {}

  /** Factors of that deviation on every layer; 0 gives an adapter of zeros. */
  public static Adapter random(
      ModelInfo model, int r, List<Target> targets, double deviation, long seed) {
    var lora = new Lora(r, 2.0 * r, targets);
    Map<String, float[]> zeros = lora.start(model, new Random(seed));
    zeros.values().forEach(values -> java.util.Arrays.fill(values, 0));
    return moved(model, lora, zeros, deviation, seed);
  }

  /** A method that has left where it starts by that deviation; 0 leaves it there. */
  public static Adapter moved(ModelInfo model, Method method, double deviation, long seed) {
    return moved(model, method, method.start(model, new Random(seed)), deviation, seed);
  }

  private static Adapter moved(
      ModelInfo model, Method method, Map<String, float[]> tensors, double deviation, long seed) {
    Random random = new Random(seed);
    for (float[] values : tensors.values()) {
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (deviation * random.nextGaussian());
      }
    }
    AdapterConfig config =
        new AdapterConfig(
            model.name(),
            model.weightsDigest(),
            "task-" + seed,
            method,
            List.of("no", "yes"),
            true);
    return AdapterFile.read(AdapterFile.write(config, model, tensors, null), model);
  }
}

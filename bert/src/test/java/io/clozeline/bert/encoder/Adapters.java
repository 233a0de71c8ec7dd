package io.clozeline.bert.encoder;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.AdapterConfig;
import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.bert.adapter.LoraFactors;
import io.clozeline.bert.adapter.LoraKey;
import io.clozeline.bert.adapter.Target;
import io.clozeline.bert.graph.Site;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Made-up adapters. */
final class Adapters {
  private Adapters() {}

  /** Factors of that deviation on every layer; 0 gives an adapter of zeros. */
  static Adapter random(ModelInfo model, int r, List<Target> targets, double deviation, long seed) {
    Random random = new Random(seed);
    Map<LoraKey, LoraFactors> factors = new HashMap<>();
    for (int layer = 0; layer < model.layers(); layer++) {
      for (Target target : targets) {
        int in = Site.of(target).in(model);
        int out = Site.columns(target, model);
        float[] a = values(random, r * in, deviation);
        factors.put(
            new LoraKey(layer, target),
            new LoraFactors(a, values(random, out * r, deviation), in, out, r));
      }
    }
    AdapterConfig config =
        new AdapterConfig(
            model.name(),
            model.weightsDigest(),
            "task-" + seed,
            r,
            2.0 * r,
            targets,
            List.of("no", "yes"),
            true);
    return AdapterFile.read(AdapterFile.write(config, factors, null), model);
  }

  private static float[] values(Random random, int count, double deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }
}

package io.clozeline.bert.method.lora;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Site;
import io.clozeline.bert.graph.Target;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An adapter's factors as the graph takes them: per site, both with the ranks as rows, the scale
 * multiplied in.
 */
final class PackedLora {

  /**
   * The factors of one site.
   *
   * @param a {@code [layers][ranks · in]}
   * @param b {@code [layers][ranks · out]}, transposed against PEFT's
   */
  record Factors(int ranks, float[][] a, float[][] b) {}

  private final Map<Site, Factors> bySite = new EnumMap<>(Site.class);

  PackedLora(Lora lora, Map<String, float[]> tensors, ModelInfo model) {
    for (Site site : Site.values()) {
      List<Target> targets =
          lora.targets().stream().filter(target -> Site.of(target) == site).toList();
      if (!targets.isEmpty()) {
        bySite.put(site, pack(lora, tensors, model, site, targets));
      }
    }
  }

  Optional<Factors> at(Site site) {
    return Optional.ofNullable(bySite.get(site));
  }

  private static Factors pack(
      Lora lora, Map<String, float[]> tensors, ModelInfo model, Site site, List<Target> targets) {
    int r = lora.r();
    int in = site.in(model);
    int out = site.out(model);
    int ranks = r * targets.size();
    float[][] a = new float[model.layers()][ranks * in];
    float[][] b = new float[model.layers()][ranks * out];
    for (int layer = 0; layer < model.layers(); layer++) {
      for (int i = 0; i < targets.size(); i++) {
        LoraKey key = new LoraKey(layer, targets.get(i));
        System.arraycopy(tensors.get(Lora.a(key)), 0, a[layer], i * r * in, r * in);
        int start = i * r * out + Site.firstColumn(targets.get(i), model);
        turn(tensors.get(Lora.b(key)), lora, b[layer], start, out);
      }
    }
    return new Factors(ranks, a, b);
  }

  private static void turn(float[] from, Lora lora, float[] into, int start, int stride) {
    float scale = (float) lora.scale();
    int r = lora.r();
    for (int rank = 0; rank < r; rank++) {
      for (int column = 0; column < from.length / r; column++) {
        into[start + rank * stride + column] = scale * from[column * r + rank];
      }
    }
  }
}

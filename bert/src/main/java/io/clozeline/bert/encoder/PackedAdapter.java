package io.clozeline.bert.encoder;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.LoraFactors;
import io.clozeline.bert.adapter.LoraKey;
import io.clozeline.bert.adapter.Target;
import io.clozeline.bert.graph.Site;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An adapter's factors as the graph takes them: per site, both with the ranks as rows, the scale
 * multiplied in.
 */
final class PackedAdapter {

  /**
   * The factors of one site.
   *
   * @param a {@code [layers][ranks · in]}
   * @param b {@code [layers][ranks · out]}, transposed against PEFT's
   */
  record Factors(int ranks, float[][] a, float[][] b) {}

  private final Map<Site, Factors> bySite = new EnumMap<>(Site.class);

  PackedAdapter(Adapter adapter, ModelInfo model) {
    for (Site site : Site.values()) {
      List<Target> targets =
          adapter.config().targets().stream().filter(target -> Site.of(target) == site).toList();
      if (!targets.isEmpty()) {
        bySite.put(site, pack(adapter, model, site, targets));
      }
    }
  }

  Optional<Factors> at(Site site) {
    return Optional.ofNullable(bySite.get(site));
  }

  private static Factors pack(Adapter adapter, ModelInfo model, Site site, List<Target> targets) {
    int r = adapter.config().r();
    int in = site.in(model);
    int out = site.out(model);
    int ranks = r * targets.size();
    float[][] a = new float[model.layers()][ranks * in];
    float[][] b = new float[model.layers()][ranks * out];
    float scale = (float) adapter.config().scale();
    for (int layer = 0; layer < model.layers(); layer++) {
      for (int i = 0; i < targets.size(); i++) {
        LoraFactors factors = adapter.factors().get(new LoraKey(layer, targets.get(i)));
        if (factors != null) {
          System.arraycopy(factors.a(), 0, a[layer], i * r * in, r * in);
          transpose(
              factors, scale, b[layer], i * r * out + Site.firstColumn(targets.get(i), model), out);
        }
      }
    }
    return new Factors(ranks, a, b);
  }

  private static void transpose(
      LoraFactors factors, float scale, float[] into, int start, int stride) {
    for (int rank = 0; rank < factors.r(); rank++) {
      for (int column = 0; column < factors.out(); column++) {
        into[start + rank * stride + column] = scale * factors.b()[column * factors.r() + rank];
      }
    }
  }
}

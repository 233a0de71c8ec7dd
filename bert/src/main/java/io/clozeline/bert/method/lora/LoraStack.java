package io.clozeline.bert.method.lora;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Site;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The factors of all adapters in a batch at one site, one below the other, and which sequence uses
 * which of them.
 *
 * @param ranks how many in all, 0 when no adapter of the batch touches the site
 * @param a {@code [layers, ranks, in]}
 * @param b {@code [layers, ranks, out]}
 * @param ranksOfSequence {@code [batch, ranks]}, 1 where a rank belongs to the sequence's adapter,
 *     else 0
 */
record LoraStack(int ranks, float[] a, float[] b, float[] ranksOfSequence) {

  /**
   * Stacks one site.
   *
   * @param adapters one per sequence of the batch, null for one without factors
   */
  static LoraStack of(List<PackedLora> adapters, Site site, ModelInfo model) {
    List<PackedLora> distinct =
        adapters.stream()
            .filter(Objects::nonNull)
            .distinct()
            .filter(adapter -> adapter.at(site).isPresent())
            .toList();
    int ranks = distinct.stream().mapToInt(adapter -> adapter.at(site).orElseThrow().ranks()).sum();
    int layers = model.layers();
    float[] a = new float[layers * ranks * site.in(model)];
    float[] b = new float[layers * ranks * site.out(model)];
    float[] ranksOfSequence = new float[adapters.size() * ranks];
    int first = 0;
    for (PackedLora adapter : distinct) {
      PackedLora.Factors factors = adapter.at(site).orElseThrow();
      for (int layer = 0; layer < layers; layer++) {
        copy(factors.a()[layer], a, (layer * ranks + first) * site.in(model));
        copy(factors.b()[layer], b, (layer * ranks + first) * site.out(model));
      }
      for (int row = 0; row < adapters.size(); row++) {
        if (adapters.get(row) == adapter) {
          Arrays.fill(
              ranksOfSequence, row * ranks + first, row * ranks + first + factors.ranks(), 1f);
        }
      }
      first += factors.ranks();
    }
    return new LoraStack(ranks, a, b, ranksOfSequence);
  }

  private static void copy(float[] from, float[] into, int start) {
    System.arraycopy(from, 0, into, start, from.length);
  }
}

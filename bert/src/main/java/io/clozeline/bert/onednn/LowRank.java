package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_sgemm;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.graph.Site;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.method.lora.LoraKey;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Low-rank updates (Hu et al., 2021) of the adapters of a batch: the rows of each adapter gain its
 * own update, whatever its rank and its targets, and the other rows cost nothing.
 */
final class LowRank implements AutoCloseable {
  /** An adapter that so many batches have done without is copied again if it comes back. */
  private static final int FORGOTTEN_AFTER = 1_000;

  /** Rows of one adapter, one after the other. */
  record Group(Adapter adapter, int first, int rows) {}

  /** An adapter's factors in native memory. */
  private static final class Factors implements AutoCloseable {
    private final Lora lora;
    private final Numbers numbers;
    private final Map<LoraKey, Long> a = new HashMap<>(); // [r, in]
    private final Map<LoraKey, Long> b = new HashMap<>(); // [out, r]
    private long used;

    Factors(Lora lora, Map<String, float[]> tensors, ModelInfo model) {
      this.lora = lora;
      this.numbers = new Numbers(tensors.values().stream().mapToLong(t -> t.length).sum());
      int next = 0;
      for (int layer = 0; layer < model.layers(); layer++) {
        for (Target target : lora.targets()) {
          var key = new LoraKey(layer, target);
          next = put(tensors.get(Lora.a(key)), next, a, key);
          next = put(tensors.get(Lora.b(key)), next, b, key);
        }
      }
    }

    private int put(float[] factor, int at, Map<LoraKey, Long> into, LoraKey key) {
      numbers.buffer().put(at, factor);
      into.put(key, numbers.at(at));
      return at + factor.length;
    }

    @Override
    public void close() {
      numbers.close();
    }
  }

  private final ModelInfo model;
  private final Map<String, Factors> byDigest = new HashMap<>();
  private final Rows down = new Rows(1); // [rows, r]
  private final FloatAddress left = new FloatAddress();
  private final FloatAddress right = new FloatAddress();
  private final FloatAddress into = new FloatAddress();
  private long batches;

  LowRank(ModelInfo model) {
    this.model = model;
  }

  /** To be called before each batch. */
  void next() {
    batches++;
    for (Iterator<Factors> all = byDigest.values().iterator(); all.hasNext(); ) {
      Factors factors = all.next();
      if (factors.used + FORGOTTEN_AFTER < batches) {
        factors.close();
        all.remove();
      }
    }
  }

  /** Whether any of these adapters touches the site. */
  boolean touches(Site site, List<Group> groups) {
    return groups.stream()
        .anyMatch(
            group ->
                ((Lora) group.adapter().method())
                    .targets().stream().anyMatch(target -> Site.of(target) == site));
  }

  /**
   * Adds the updates of one target.
   *
   * @param x {@code [rows, in]}
   * @param y where the target's columns of the first row begin
   * @param width numbers from one row of {@code y} to the next
   */
  void add(int layer, Target target, List<Group> groups, long x, long y, int width) {
    int in = target.in(model);
    int out = target.out(model);
    var key = new LoraKey(layer, target);
    for (Group group : groups) {
      Factors factors = factors(group.adapter());
      Long a = factors.a.get(key);
      if (a == null) {
        continue;
      }
      int r = factors.lora.r();
      down.reserve(group.rows() * r);
      long from = x + (long) group.first() * in * Float.BYTES;
      long to = y + (long) group.first() * width * Float.BYTES;
      multiply(group.rows(), r, in, 1, from, a, 0, down.at(0), r);
      float scale = (float) factors.lora.scale();
      multiply(group.rows(), out, r, scale, down.at(0), factors.b.get(key), 1, to, width);
    }
  }

  private Factors factors(Adapter adapter) {
    Factors factors =
        byDigest.computeIfAbsent(
            adapter.digest(),
            digest -> new Factors((Lora) adapter.method(), adapter.tensors(), model));
    factors.used = batches;
    return factors;
  }

  /** {@code c = kept · c + scale · a · bᵀ}, with {@code a [m, k]} and {@code b [n, k]}. */
  private void multiply(
      int m, int n, int k, float scale, long a, long b, float kept, long c, int width) {
    Dnnl.check(
        dnnl_sgemm(
            (byte) 'N',
            (byte) 'T',
            m,
            n,
            k,
            scale,
            left.at(a),
            k,
            right.at(b),
            k,
            kept,
            into.at(c),
            width),
        "a low-rank product");
  }

  @Override
  public void close() {
    byDigest.values().forEach(Factors::close);
    down.close();
  }
}

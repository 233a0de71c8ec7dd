package io.clozeline.bert.onednn;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.method.lora.LoraKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The factors of adapters in native memory, where all lanes find them. Those that a batch uses stay
 * until {@link #next()}.
 */
final class AdapterFactors implements AutoCloseable {
  /** Beyond this, adapters that batches have done without for longest are copied again. */
  private static final long MOST_BYTES = 256L * 1024 * 1024;

  private final Format format;
  private final ModelInfo model;
  private final Map<String, Factors> byDigest = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes; // of all

  /**
   * None so far.
   *
   * @param format of the copies
   */
  AdapterFactors(Format format, ModelInfo model) {
    this.format = format;
    this.model = model;
  }

  /**
   * Those of one adapter. Zeros make up a rank that is no power of two: few kernels are made, and a
   * row gets the same bits from all of them, which it does not with some ranks between.
   */
  static final class Factors implements AutoCloseable {
    private static final int LEAST_RANK = 8;

    private final Lora lora;
    private final int r;
    private final Numbers numbers;
    private final Map<LoraKey, Long> a = new HashMap<>(); // [r, in]
    private final Map<LoraKey, Long> b = new HashMap<>(); // [out, r], scaled

    Factors(Format format, Lora lora, Map<String, float[]> tensors, ModelInfo model) {
      this.lora = lora;
      this.r = Math.max(LEAST_RANK, Integer.highestOneBit(2 * lora.r() - 1));
      long given = tensors.values().stream().mapToLong(t -> t.length).sum();
      this.numbers = new Numbers(format, given / lora.r() * r);
      int next = 0;
      for (int layer = 0; layer < model.layers(); layer++) {
        for (Target target : lora.targets()) {
          var key = new LoraKey(layer, target);
          float[] first = tensors.get(Lora.a(key));
          next = put(Arrays.copyOf(first, first.length / lora.r() * r), next, a, key);
          next = put(scaled(tensors.get(Lora.b(key))), next, b, key);
        }
      }
    }

    private int put(float[] factor, int at, Map<LoraKey, Long> into, LoraKey key) {
      numbers.put(at, factor);
      into.put(key, numbers.at(at));
      return at + factor.length;
    }

    /** With rows of {@code r} numbers. */
    private float[] scaled(float[] factor) {
      float[] scaled = new float[factor.length / lora.r() * r];
      for (int i = 0; i < factor.length; i++) {
        scaled[i / lora.r() * r + i % lora.r()] = factor[i] * (float) lora.scale();
      }
      return scaled;
    }

    /** The rank, with the zeros. */
    int r() {
      return r;
    }

    /** Where a factor begins, null for a target that the adapter leaves alone. */
    Long a(LoraKey key) {
      return a.get(key);
    }

    /** Where the other factor of a target begins, which is scaled. */
    Long b(LoraKey key) {
      return b.get(key);
    }

    long bytes() {
      return numbers.bytes();
    }

    @Override
    public void close() {
      numbers.close();
    }
  }

  /** To be called before each batch, while no lane computes. */
  synchronized void next() {
    Iterator<Factors> longestUnused = byDigest.values().iterator();
    while (bytes > MOST_BYTES && longestUnused.hasNext()) {
      Factors factors = longestUnused.next();
      bytes -= factors.bytes();
      factors.close();
      longestUnused.remove();
    }
  }

  synchronized Factors of(Adapter adapter) {
    Factors factors = byDigest.get(adapter.digest());
    if (factors == null) {
      factors = new Factors(format, (Lora) adapter.method(), adapter.tensors(), model);
      bytes += factors.bytes();
      byDigest.put(adapter.digest(), factors);
    }
    return factors;
  }

  @Override
  public void close() {
    byDigest.values().forEach(Factors::close);
  }
}

package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.dnnl_ab;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_mul;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_s8;
import static org.bytedeco.dnnl.global.dnnl.dnnl_u8;

import io.clozeline.bert.Processor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * Products of 8-bit integers. Each row of {@code x} becomes bytes by factors that are the same for
 * every text, so that a text has the same bits in every batch. Where columns differ, each has a
 * factor of its own, which takes part of the column's range into the weights (SmoothQuant, Xiao et
 * al., 2023), and a zero of its own, so that it has all bytes (Outlier Suppression+, Wei et al.,
 * 2023). Weights are scaled by output column.
 */
final class Int8Product implements Product {
  // How much of a column's range goes into the weights, from 0 to 1, the paper's alpha: of 0.4 to
  // 1.0, what keeps the vectors of reviews nearest to those of fp32.
  private static final double MOVED = 0.7;

  private static final int MOST = 255; // bytes of x are unsigned

  private static final float LEAST_SPAN = 1e-5f;

  // Without VNNI, sums of two products are kept in 16 bits, where larger weights might not fit.
  static final int MOST_WEIGHT = Processor.here().addsInt8Exactly() ? 127 : 63;

  /**
   * Weights as the products like them.
   *
   * @param factors what each column of x is multiplied by, {@code [in]}
   * @param zeros the byte that stands for zero in each column of x, {@code [in]}
   * @param scale of the bytes of x
   * @param scales of the weights, {@code [out]}
   * @param bias with the zeros of x taken out, {@code [out]}
   */
  record Packed(
      Memory kernel, Memory factors, Memory zeros, Memory scale, Memory scales, Memory bias)
      implements Weights {
    /** Those in parts that {@link #pack} has made. */
    private static Packed of(Iterator<Memory> parts) {
      return new Packed(
          parts.next(), parts.next(), parts.next(), parts.next(), parts.next(), parts.next());
    }

    private List<Memory> parts() {
      return List.of(kernel, factors, zeros, scale, scales, bias);
    }

    /** The largest number of each column of x that a byte can say. */
    float[] most() {
      float[] most = zeros.floats();
      float[] by = factors.floats();
      for (int i = 0; i < most.length; i++) {
        most[i] = (MOST - most[i]) / by[i];
      }
      return most;
    }

    @Override
    public void close() {
      parts().forEach(Memory::close);
    }
  }

  private final Dnnl dnnl;
  private final Format format;
  private final int in;
  private final int out;
  private final boolean byColumn;
  private final Scratch bytes;
  private final Dense dense;
  private final Map<Integer, Operation> quantizing = new HashMap<>();

  /**
   * Products that share {@code bytes} with others, which do not run at the same time.
   *
   * @param format of what comes in and out
   * @param byColumn whether each column of x has a factor and a zero of its own; else all have the
   *     same
   */
  Int8Product(Dnnl dnnl, Format format, int in, int out, boolean byColumn, Scratch bytes) {
    this.dnnl = dnnl;
    this.format = format;
    this.byColumn = byColumn;
    this.in = in;
    this.out = out;
    this.bytes = bytes;
    this.dense = new Dense(dnnl, new Dense.Formats(dnnl_u8, dnnl_s8, format.type()), in, out);
  }

  @Override
  public List<Memory> pack(StoredDense stored) {
    return packed(stored).parts();
  }

  Packed packed(StoredDense stored) {
    float[] kernel = stored.kernel();
    Range range = byColumn ? stored.range() : stored.range().even();
    float[] span = span(range);
    float[] smooth = smooth(kernel, span);
    float scale = 0;
    for (int i = 0; i < in; i++) {
      scale = Math.max(scale, span[i] / smooth[i] / MOST);
    }
    float[] factors = new float[in];
    float[] zeros = new float[in];
    float[] most = new float[out];
    for (int i = 0; i < in; i++) {
      factors[i] = 1 / (smooth[i] * scale);
      zeros[i] = Math.round((MOST - (range.low()[i] + range.high()[i]) * factors[i]) / 2);
      for (int j = 0; j < out; j++) {
        most[j] = Math.max(most[j], Math.abs(kernel[i * out + j] * smooth[i]));
      }
    }
    float[] scales = new float[out];
    for (int j = 0; j < out; j++) {
      scales[j] = Math.max(most[j], Float.MIN_NORMAL) / MOST_WEIGHT;
    }
    byte[] small = new byte[kernel.length];
    double[] shifts = new double[out];
    for (int i = 0; i < in; i++) {
      for (int j = 0; j < out; j++) {
        int weight = Math.round(kernel[i * out + j] * smooth[i] / scales[j]);
        small[i * out + j] = (byte) weight;
        shifts[j] += weight * (double) zeros[i];
      }
    }
    float[] shifted = new float[out];
    for (int j = 0; j < out; j++) {
      shifted[j] = (float) (stored.bias()[j] - shifts[j] * scale * scales[j]);
    }
    return new Packed(
        laidOut(small),
        Memory.of(factors),
        Memory.of(zeros),
        Memory.of(scale),
        Memory.of(scales),
        Memory.of(shifted));
  }

  @Override
  public Packed weights(Iterator<Memory> parts) {
    return Packed.of(parts);
  }

  /** From the least to the largest number of each column. */
  private float[] span(Range range) {
    float[] span = new float[in];
    for (int i = 0; i < in; i++) {
      span[i] = Math.max(range.high()[i] - range.low()[i], LEAST_SPAN);
    }
    return span;
  }

  /** What each column of x is divided by, and each row of the weights multiplied. */
  private float[] smooth(float[] kernel, float[] span) {
    float[] smooth = new float[in];
    if (!byColumn) {
      Arrays.fill(smooth, 1);
      return smooth;
    }
    for (int i = 0; i < in; i++) {
      float weight = 0;
      for (int j = 0; j < out; j++) {
        weight = Math.max(weight, Math.abs(kernel[i * out + j]));
      }
      double balanced =
          Math.pow(span[i] / 2, MOVED) / Math.pow(Math.max(weight, LEAST_SPAN), 1 - MOVED);
      smooth[i] = (float) balanced;
    }
    return smooth;
  }

  private Memory laidOut(byte[] kernel) {
    try (var plain = new Memory(kernel.length)) {
      plain.buffer().put(0, kernel);
      return dense.laidOut(plain, dnnl_s8);
    }
  }

  @Override
  public void run(Weights weights, long x, long y, int rows, After after) {
    var packed = (Packed) weights;
    multiply(packed, inBytes(packed, x, rows), y, rows, after);
  }

  /** Whether this becomes of the product in a kernel, not in the reference alone. */
  boolean fast(After after) {
    return dense.fast(after);
  }

  /** Where the bytes of {@code x} are until the next product. */
  long inBytes(Packed weights, long x, int rows) {
    long into = bytes.reserve((long) Steps.up(rows) * in);
    inBytes(weights, x, into, rows);
    return into;
  }

  /** Writes the bytes of {@code x}. */
  void inBytes(Packed weights, long x, long into, int rows) {
    quantizing
        .computeIfAbsent(Steps.up(rows), this::quantizing)
        .run(x, weights.factors().address(), into, weights.zeros().address());
  }

  /** Multiplies bytes of x; {@code vectors} are those that {@code after} asks for. */
  void multiply(Packed weights, long x, long y, int rows, After after, long... vectors) {
    dense.run(
        rows,
        after,
        x,
        weights.kernel().address(),
        weights.bias().address(),
        y,
        new long[] {weights.scale().address(), weights.scales().address()},
        vectors);
  }

  private Operation quantizing(int rows) {
    try (var shapes = new Shapes();
        var attributes = new Attributes()) {
      var x = shapes.dense(format.type(), rows, in);
      var vector = shapes.floats(1, in);
      var small = shapes.tagged(dnnl_u8, dnnl_ab, rows, in);
      attributes.with(dnnl_binary_add, vector);
      var description = new dnnl_primitive_desc();
      Dnnl.check(
          dnnl_binary_primitive_desc_create(
              description, Dnnl.engine(), dnnl_binary_mul, x, vector, small, attributes.finished()),
          "to make bytes");
      return new Operation(
          dnnl,
          description,
          new Operation.Argument(DNNL_ARG_SRC_0, x),
          new Operation.Argument(DNNL_ARG_SRC_1, vector),
          new Operation.Argument(DNNL_ARG_DST, small),
          new Operation.Argument(Attributes.vector(0), vector));
    }
  }

  @Override
  public String layout() {
    return dense.layout();
  }

  @Override
  public void close() {
    quantizing.values().forEach(Operation::close);
    dense.close();
  }
}

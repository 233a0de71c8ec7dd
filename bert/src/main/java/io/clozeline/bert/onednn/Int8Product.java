package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_SCALES;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_mul;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_gelu_erf;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_linear;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_matmul_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_s8;
import static org.bytedeco.dnnl.global.dnnl.dnnl_u8;

import io.clozeline.bert.Processor;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * Products of 8-bit integers. Each row of {@code x} becomes bytes by factors that are the same for
 * every text, so that a text has the same bits in every batch: one for each column, which takes
 * part of the column's range into the weights (SmoothQuant, Xiao et al., 2023). Weights are scaled
 * by output column.
 */
final class Int8Product implements Product {
  private static final int MOST = 255; // bytes of x are unsigned

  // What stands for zero is one of few, since it is compiled in.
  private static final int ZERO_STEP = 16;

  // Without VNNI, sums of two products are kept in 16 bits, where larger weights might not fit.
  private static final int MOST_WEIGHT = Processor.here().addsInt8Exactly() ? 127 : 63;

  private static final int TYPICAL_ROWS = 512;

  /**
   * Weights as the products like them.
   *
   * @param zero the byte that stands for zero in x
   * @param factors what each column of x is multiplied by, {@code [in]}
   * @param scale of the bytes of x
   * @param scales of the weights, {@code [out]}
   * @param bias with the zero of x taken out, {@code [out]}
   */
  private record Packed(
      int zero, Memory kernel, Numbers factors, Numbers scale, Numbers scales, Numbers bias)
      implements Weights {
    @Override
    public void close() {
      kernel.close();
      for (Numbers numbers : new Numbers[] {factors, scale, scales, bias}) {
        numbers.close();
      }
    }
  }

  private record Quantizing(int rows, int zero) {}

  private final Dnnl dnnl;
  private final int in;
  private final int out;
  private final Then then;
  private final double moved;
  private final Scratch bytes;
  private final dnnl_primitive_desc typical; // null where another product's layout is used
  private final dnnl_memory_desc layout;
  private final Map<Quantizing, Operation> quantizing = new HashMap<>();
  private final Map<Integer, Operation> byRows = new HashMap<>();

  /**
   * Products that share {@code bytes} with others, which do not run at the same time.
   *
   * @param moved how much of a column's range goes into the weights, from 0 to 1: the paper's alpha
   */
  Int8Product(Dnnl dnnl, int in, int out, Then then, double moved, Scratch bytes) {
    this.dnnl = dnnl;
    this.moved = moved;
    this.in = in;
    this.out = out;
    this.then = then;
    this.bytes = bytes;
    try (var shapes = new Shapes()) {
      this.typical = description(shapes, TYPICAL_ROWS, shapes.anyMatrix(dnnl_s8, in, out));
    }
    this.layout = dnnl_primitive_desc_query_md(typical, dnnl_query_weights_md, 0);
  }

  private Int8Product(Int8Product like, Then then) {
    this.dnnl = like.dnnl;
    this.in = like.in;
    this.out = like.out;
    this.then = then;
    this.moved = like.moved;
    this.bytes = like.bytes;
    this.typical = null;
    this.layout = like.layout;
  }

  @Override
  public Int8Product then(Then other) {
    return new Int8Product(this, other);
  }

  @Override
  public Weights pack(float[] kernel, float[] bias, Range range) {
    float[] smooth = smooth(kernel, range);
    float low = 0;
    float high = 1e-5f;
    for (int i = 0; i < in; i++) {
      low = Math.min(low, range.low()[i] / smooth[i]);
      high = Math.max(high, range.high()[i] / smooth[i]);
    }
    int zero = zero(low, high);
    float scale = Math.max(zero == 0 ? 0 : -low / zero, high / (MOST - zero));
    float[] factors = new float[in];
    float[] most = new float[out];
    for (int i = 0; i < in; i++) {
      factors[i] = 1 / (smooth[i] * scale);
      for (int j = 0; j < out; j++) {
        most[j] = Math.max(most[j], Math.abs(kernel[i * out + j] * smooth[i]));
      }
    }
    float[] scales = new float[out];
    for (int j = 0; j < out; j++) {
      scales[j] = Math.max(most[j], Float.MIN_NORMAL) / MOST_WEIGHT;
    }
    byte[] small = new byte[kernel.length];
    long[] sums = new long[out];
    for (int i = 0; i < in; i++) {
      for (int j = 0; j < out; j++) {
        int weight = Math.round(kernel[i * out + j] * smooth[i] / scales[j]);
        small[i * out + j] = (byte) weight;
        sums[j] += weight;
      }
    }
    float[] shifted = new float[out];
    for (int j = 0; j < out; j++) {
      shifted[j] = (float) (bias[j] - (double) zero * scale * scales[j] * sums[j]);
    }
    return new Packed(
        zero,
        laidOut(small),
        Numbers.of(factors),
        Numbers.of(scale),
        Numbers.of(scales),
        Numbers.of(shifted));
  }

  /** Where zero lies among the bytes, so that both ends fit. */
  private static int zero(float low, float high) {
    double exact = MOST * -low / (high - low);
    return (int) Math.round(exact / ZERO_STEP) * ZERO_STEP;
  }

  /** What each column of x is divided by, and each row of the weights multiplied. */
  private float[] smooth(float[] kernel, Range range) {
    float[] smooth = new float[in];
    for (int i = 0; i < in; i++) {
      float weight = 0;
      for (int j = 0; j < out; j++) {
        weight = Math.max(weight, Math.abs(kernel[i * out + j]));
      }
      float peak = Math.max(range.high()[i], -range.low()[i]);
      double balanced =
          Math.pow(Math.max(peak, 1e-5), moved) / Math.pow(Math.max(weight, 1e-5), 1 - moved);
      smooth[i] = (float) balanced;
    }
    return smooth;
  }

  private Memory laidOut(byte[] kernel) {
    var packed = new Memory(dnnl_memory_desc_get_size(layout));
    var plain = new Memory(kernel.length);
    plain.buffer().put(0, kernel);
    var description = new dnnl_primitive_desc();
    try (var shapes = new Shapes()) {
      var given = shapes.matrix(dnnl_s8, in, out);
      Dnnl.check(
          dnnl_reorder_primitive_desc_create(
              description, given, Dnnl.engine(), layout, Dnnl.engine(), null),
          "to lay weights out");
      try (var reorder =
          new Operation(
              dnnl,
              description,
              new Operation.Argument(DNNL_ARG_FROM, given),
              new Operation.Argument(DNNL_ARG_TO, layout))) {
        reorder.run(plain.address(), packed.address());
      }
    } finally {
      plain.close();
    }
    return packed;
  }

  @Override
  public void run(Weights weights, long x, long y, int rows) {
    var packed = (Packed) weights;
    int all = Steps.up(rows);
    long small = bytes.reserve((long) all * in);
    quantizing
        .computeIfAbsent(new Quantizing(all, packed.zero()), this::quantizing)
        .run(x, packed.factors().at(0), small);
    byRows
        .computeIfAbsent(all, this::multiplying)
        .run(
            small,
            packed.kernel().address(),
            packed.bias().at(0),
            y,
            packed.scale().at(0),
            packed.scales().at(0));
  }

  private Operation quantizing(Quantizing form) {
    try (var shapes = new Shapes();
        var attributes = new Attributes().then(dnnl_eltwise_linear, 1, form.zero())) {
      var x = shapes.dense(form.rows(), in);
      var factors = shapes.dense(1, in);
      var small = shapes.matrix(dnnl_u8, form.rows(), in);
      var description = new dnnl_primitive_desc();
      Dnnl.check(
          dnnl_binary_primitive_desc_create(
              description,
              Dnnl.engine(),
              dnnl_binary_mul,
              x,
              factors,
              small,
              attributes.finished()),
          "to make bytes");
      return new Operation(
          dnnl,
          description,
          new Operation.Argument(DNNL_ARG_SRC_0, x),
          new Operation.Argument(DNNL_ARG_SRC_1, factors),
          new Operation.Argument(DNNL_ARG_DST, small));
    }
  }

  private Operation multiplying(int rows) {
    try (var shapes = new Shapes()) {
      var description = description(shapes, rows, layout);
      return new Operation(
          dnnl,
          description,
          new Operation.Argument(DNNL_ARG_SRC, shapes.matrix(dnnl_u8, rows, in)),
          new Operation.Argument(DNNL_ARG_WEIGHTS, layout),
          new Operation.Argument(DNNL_ARG_BIAS, shapes.dense(1, out)),
          new Operation.Argument(DNNL_ARG_DST, shapes.dense(rows, out)),
          new Operation.Argument(DNNL_ARG_ATTR_SCALES | DNNL_ARG_SRC, shapes.dense(1)),
          new Operation.Argument(DNNL_ARG_ATTR_SCALES | DNNL_ARG_WEIGHTS, shapes.dense(out)));
    }
  }

  private dnnl_primitive_desc description(Shapes shapes, int rows, dnnl_memory_desc weights) {
    var description = new dnnl_primitive_desc();
    var attributes = new Attributes().scaled(DNNL_ARG_SRC, 0).scaled(DNNL_ARG_WEIGHTS, 1 << 1);
    switch (then) {
      case NOTHING -> {}
      case GELU -> attributes.then(dnnl_eltwise_gelu_erf, 0, 0);
      case ADDED -> attributes.added(dnnl_f32);
    }
    try (attributes) {
      Dnnl.check(
          dnnl_matmul_primitive_desc_create(
              description,
              Dnnl.engine(),
              shapes.matrix(dnnl_u8, rows, in),
              weights,
              shapes.dense(1, out),
              shapes.dense(rows, out),
              attributes.finished()),
          "a product of bytes");
    }
    return description;
  }

  @Override
  public void close() {
    quantizing.values().forEach(Operation::close);
    byRows.values().forEach(Operation::close);
    if (typical != null) {
      dnnl_primitive_desc_destroy(typical);
    }
  }
}

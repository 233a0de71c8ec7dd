package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_gelu_erf;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_matmul_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/** Products in 32 bits. */
final class FloatProduct implements Product {
  /** Weights as the products like them. */
  private record Packed(Numbers kernel, Numbers bias) implements Weights {
    @Override
    public void close() {
      kernel.close();
      bias.close();
    }
  }

  // The number of rows whose favourite layout of the weights is the layout for all.
  private static final int TYPICAL_ROWS = 512;

  private final Dnnl dnnl;
  private final int in;
  private final int out;
  private final Then then;
  private final dnnl_primitive_desc typical; // null where another product's layout is used
  private final dnnl_memory_desc layout;
  private final Map<Integer, Operation> byRows = new HashMap<>();

  FloatProduct(Dnnl dnnl, int in, int out, Then then) {
    this.dnnl = dnnl;
    this.in = in;
    this.out = out;
    this.then = then;
    try (var shapes = new Shapes()) {
      this.typical =
          description(
              shapes.dense(TYPICAL_ROWS, in),
              shapes.any(in, out),
              shapes.dense(1, out),
              shapes.dense(TYPICAL_ROWS, out),
              then);
    }
    this.layout = dnnl_primitive_desc_query_md(typical, dnnl_query_weights_md, 0);
  }

  private FloatProduct(FloatProduct like, Then then) {
    this.dnnl = like.dnnl;
    this.in = like.in;
    this.out = like.out;
    this.then = then;
    this.typical = null;
    this.layout = like.layout;
  }

  @Override
  public FloatProduct then(Then other) {
    return new FloatProduct(this, other);
  }

  @Override
  public Weights pack(float[] kernel, float[] bias, Range range) {
    var packed = new Numbers(dnnl_memory_desc_get_size(layout) / Float.BYTES);
    var description = new dnnl_primitive_desc();
    try (var shapes = new Shapes();
        var plain = Numbers.of(kernel)) {
      var given = shapes.dense(in, out);
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
        reorder.run(plain.at(0), packed.at(0));
      }
    }
    return new Packed(packed, Numbers.of(bias));
  }

  @Override
  public void run(Weights weights, long x, long y, int rows) {
    var packed = (Packed) weights;
    byRows
        .computeIfAbsent(Steps.up(rows), this::compile)
        .run(x, packed.kernel().at(0), packed.bias().at(0), y);
  }

  private Operation compile(int rows) {
    try (var shapes = new Shapes()) {
      var x = shapes.dense(rows, in);
      var b = shapes.dense(1, out);
      var y = shapes.dense(rows, out);
      var description = description(x, layout, b, y, then);
      return new Operation(
          dnnl,
          description,
          new Operation.Argument(DNNL_ARG_SRC, x),
          new Operation.Argument(DNNL_ARG_WEIGHTS, layout),
          new Operation.Argument(DNNL_ARG_BIAS, b),
          new Operation.Argument(DNNL_ARG_DST, y));
    }
  }

  /** A product without a bias: {@code x}, weights and result are its arguments, in this order. */
  static Operation compile(
      Dnnl dnnl, dnnl_memory_desc x, dnnl_memory_desc weights, dnnl_memory_desc y, Then then) {
    var description = description(x, weights, null, y, then);
    return new Operation(
        dnnl,
        description,
        new Operation.Argument(DNNL_ARG_SRC, x),
        new Operation.Argument(DNNL_ARG_WEIGHTS, weights),
        new Operation.Argument(DNNL_ARG_DST, y));
  }

  private static dnnl_primitive_desc description(
      dnnl_memory_desc x,
      dnnl_memory_desc weights,
      dnnl_memory_desc biasOrNull,
      dnnl_memory_desc y,
      Then then) {
    var description = new dnnl_primitive_desc();
    var attributes = new Attributes();
    switch (then) {
      case NOTHING -> {}
      case GELU -> attributes.then(dnnl_eltwise_gelu_erf, 0, 0);
      case ADDED -> attributes.added(dnnl_f32);
    }
    try (attributes) {
      Dnnl.check(
          dnnl_matmul_primitive_desc_create(
              description, Dnnl.engine(), x, weights, biasOrNull, y, attributes.finished()),
          "a product");
    }
    return description;
  }

  @Override
  public void close() {
    byRows.values().forEach(Operation::close);
    if (typical != null) {
      dnnl_primitive_desc_destroy(typical);
    }
  }
}

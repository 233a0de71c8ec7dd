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
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_eltwise;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_sum;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_post_ops;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * Products {@code x · W + b} of given widths with any number of rows, and what is done to them
 * while they are still in the processor's cache.
 */
final class Product implements AutoCloseable {
  /** What becomes of a product. */
  enum Then {
    NOTHING,
    GELU,
    /** It is added to what is in the output. */
    ADDED
  }

  /** Weights as the products like them. */
  record Weights(Numbers kernel, Numbers bias) implements AutoCloseable {
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

  Product(Dnnl dnnl, int in, int out, Then then) {
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

  private Product(Product like, Then then) {
    this.dnnl = like.dnnl;
    this.in = like.in;
    this.out = like.out;
    this.then = then;
    this.typical = null;
    this.layout = like.layout;
  }

  /** The same with the same weights, of which something else becomes; closed before this one. */
  Product then(Then other) {
    return new Product(this, other);
  }

  /**
   * Lays weights out.
   *
   * @param kernel {@code [in, out]}
   */
  Weights pack(float[] kernel, float[] bias) {
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
      dnnl_primitive_desc_destroy(description);
    }
    return new Weights(packed, Numbers.of(bias));
  }

  /**
   * Multiplies; both matrices need room for as many rows as {@link Steps#up} makes of them.
   *
   * @param x {@code [rows, in]}
   * @param y {@code [rows, out]}
   */
  void run(Weights weights, long x, long y, int rows) {
    byRows
        .computeIfAbsent(Steps.up(rows), this::compile)
        .run(x, weights.kernel().at(0), weights.bias().at(0), y);
  }

  /** oneDNN's names for the code of each number of rows that has occurred. */
  Map<Integer, String> implementations() {
    Map<Integer, String> names = new HashMap<>();
    byRows.forEach((rows, operation) -> names.put(rows, operation.implementation()));
    return names;
  }

  private Operation compile(int rows) {
    try (var shapes = new Shapes()) {
      var x = shapes.dense(rows, in);
      var b = shapes.dense(1, out);
      var y = shapes.dense(rows, out);
      var description = description(x, layout, b, y, then);
      var operation =
          new Operation(
              dnnl,
              description,
              new Operation.Argument(DNNL_ARG_SRC, x),
              new Operation.Argument(DNNL_ARG_WEIGHTS, layout),
              new Operation.Argument(DNNL_ARG_BIAS, b),
              new Operation.Argument(DNNL_ARG_DST, y));
      dnnl_primitive_desc_destroy(description);
      return operation;
    }
  }

  /** A product without a bias: {@code x}, weights and result are its arguments, in this order. */
  static Operation compile(
      Dnnl dnnl, dnnl_memory_desc x, dnnl_memory_desc weights, dnnl_memory_desc y, Then then) {
    var description = description(x, weights, null, y, then);
    var operation =
        new Operation(
            dnnl,
            description,
            new Operation.Argument(DNNL_ARG_SRC, x),
            new Operation.Argument(DNNL_ARG_WEIGHTS, weights),
            new Operation.Argument(DNNL_ARG_DST, y));
    dnnl_primitive_desc_destroy(description);
    return operation;
  }

  private static dnnl_primitive_desc description(
      dnnl_memory_desc x,
      dnnl_memory_desc weights,
      dnnl_memory_desc biasOrNull,
      dnnl_memory_desc y,
      Then then) {
    var attributes = new dnnl_primitive_attr();
    var after = new dnnl_post_ops();
    Dnnl.check(dnnl_primitive_attr_create(attributes), "attributes");
    Dnnl.check(dnnl_post_ops_create(after), "operations that follow");
    int status =
        switch (then) {
          case NOTHING -> 0;
          case GELU -> dnnl_post_ops_append_eltwise(after, dnnl_eltwise_gelu_erf, 0, 0);
          case ADDED -> dnnl_post_ops_append_sum(after, 1, 0, dnnl_f32);
        };
    Dnnl.check(status, "an operation that follows");
    Dnnl.check(dnnl_primitive_attr_set_post_ops(attributes, after), "operations that follow");
    var description = new dnnl_primitive_desc();
    Dnnl.check(
        dnnl_matmul_primitive_desc_create(
            description, Dnnl.engine(), x, weights, biasOrNull, y, attributes),
        "a product");
    dnnl_post_ops_destroy(after);
    dnnl_primitive_attr_destroy(attributes);
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

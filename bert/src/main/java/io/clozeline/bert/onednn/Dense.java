package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_SCALES;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_data_type_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_s8;
import static org.bytedeco.dnnl.global.dnnl.dnnl_u8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * Products {@code x · W + b} of given widths and number formats, for any number of rows. Weights
 * are laid out once, as the fastest of oneDNN's kernels for this processor likes them.
 */
final class Dense implements AutoCloseable {
  // The number of rows whose favourite layout of the weights is the layout for all.
  private static final int TYPICAL_ROWS = 512;

  private static final int SOME_WIDTH = 768;

  // How oneDNN's kernels for AMX end. Each takes over half a megabyte and milliseconds to make, so
  // rows are cut into portions of a few sizes: powers of two, and for the rest a few less.
  private static final String TILES = "_amx";
  private static final int MOST_ROWS = 512;
  private static final int WHOLE_PORTION = 128;
  private static final int FINE_PORTION = 64;
  private static final int FINE_STEP = 8;
  private static final int COARSE_STEP = 16;

  // More rows than one for so many columns are multiplied at half the speed by weights that are no
  // wider than high.
  private static final int COLUMNS_TO_ONE_ROW = 3;

  // Results in bf16 of fewer rows than this are summed in another order: a row would have other
  // bits alone than among others.
  private static final int LEAST_ROWS = 40;

  private static final String REFERENCE = "ref"; // right, and a hundred times as slow

  // The kernel of matrix products of bytes without VNNI lays the weights out anew in each call.
  private static final String COPYING = "gemm:jit";

  /**
   * Number formats, by oneDNN's numbers for them.
   *
   * @param x of what comes in
   * @param weights of the weights
   * @param y of what comes out, and is there before where that is added
   */
  record Formats(int x, int weights, int y) {
    /** Bytes have scales: one for x, and one for each output column of the weights. */
    private boolean scaled() {
      return weights == dnnl_s8;
    }

    private int result(After after) {
      return after.inBytes() ? dnnl_u8 : y;
    }
  }

  /**
   * Numbers of a row.
   *
   * @param in that are multiplied
   * @param x from one row of x to the next
   * @param out that come out
   * @param y from one row of y to the next
   */
  record Widths(int in, int x, int out, int y) {}

  private record Form(int rows, After after) {}

  private final Dnnl dnnl;
  private final Formats formats;
  private final Widths widths;
  private final Call call;
  private final dnnl_primitive_desc typical;
  private final dnnl_memory_desc layout;
  private final boolean tiles;
  private final Map<Form, Operation> compiled = new HashMap<>();

  Dense(Dnnl dnnl, Formats formats, int in, int out) {
    this(dnnl, formats, new Widths(in, in, out, out));
  }

  /** Prepares products of some columns of x, which are some columns of y. */
  Dense(Dnnl dnnl, Formats formats, Widths widths) {
    this.dnnl = dnnl;
    this.formats = formats;
    this.widths = widths;
    dnnl_primitive_desc matmul = typical(Call.MATMUL);
    if (formats.scaled() && Dnnl.kernel(matmul).equals(COPYING)) {
      dnnl_primitive_desc_destroy(matmul);
      this.call = Call.CONVOLUTION;
      this.typical = typical(call);
    } else {
      this.call = Call.MATMUL;
      this.typical = matmul;
    }
    this.layout = dnnl_primitive_desc_query_md(typical, dnnl_query_weights_md, 0);
    this.tiles = Dnnl.kernel(typical).endsWith(TILES);
  }

  /** Whether this processor has a kernel for matrices of these formats, not the reference alone. */
  static boolean fast(Formats formats) {
    try (var dnnl = new Dnnl();
        var some = new Dense(dnnl, formats, SOME_WIDTH, SOME_WIDTH)) {
      return !Dnnl.kernel(some.typical).startsWith(REFERENCE);
    } catch (IllegalStateException none) {
      return false;
    }
  }

  /** Whether this becomes of the product in a kernel, not in the reference alone. */
  boolean fast(After after) {
    try (var shapes = new Shapes()) {
      var description = description(call, shapes, TYPICAL_ROWS, layout, after);
      boolean fast = !Dnnl.kernel(description).startsWith(REFERENCE);
      dnnl_primitive_desc_destroy(description);
      return fast;
    }
  }

  private dnnl_primitive_desc typical(Call by) {
    try (var shapes = new Shapes()) {
      var weights = by.anyWeights(shapes, formats.weights(), widths.in(), widths.out());
      return description(by, shapes, TYPICAL_ROWS, weights, After.NOTHING);
    }
  }

  private dnnl_primitive_desc description(
      Call by, Shapes shapes, int rows, dnnl_memory_desc weights, After after) {
    try (var attributes = new Attributes()) {
      if (formats.scaled()) {
        attributes.scaled(DNNL_ARG_SRC, 0).scaled(DNNL_ARG_WEIGHTS, by.output());
      }
      for (After.Step step : after.steps()) {
        if (step instanceof After.Function function) {
          attributes.then(function.kind(), function.alpha(), function.beta());
        } else if (step instanceof After.WithVector vector) {
          attributes.with(vector.kind(), by.vector(shapes, widths.out()));
        } else if (step instanceof After.WithNumber number) {
          attributes.with(number.kind(), by.vector(shapes, 1));
        } else {
          attributes.added(formats.result(after));
        }
      }
      return by.description(
          by.columns(shapes, formats.x(), rows, widths.in(), widths.x()),
          weights,
          by.bias(shapes, widths.out()),
          by.columns(shapes, formats.result(after), rows, widths.out(), widths.y()),
          attributes);
    }
  }

  /**
   * Lays weights out.
   *
   * @param plain {@code [in, out]}, row by row
   * @param type the format of its numbers
   */
  Memory laidOut(Memory plain, int type) {
    var laidOut = new Memory(dnnl_memory_desc_get_size(layout));
    var description = new dnnl_primitive_desc();
    try (var shapes = new Shapes()) {
      var given = call.plainWeights(shapes, type, widths.in(), widths.out());
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
        reorder.run(plain.address(), laidOut.address());
      }
    }
    return laidOut;
  }

  /**
   * Multiplies; both matrices have room for {@link Steps#MOST} rows more.
   *
   * @param scales that of x and those of the weights, for bytes; else empty
   * @param vectors of {@code after}, in its order
   */
  void run(
      int rows,
      After after,
      long x,
      long weights,
      long bias,
      long y,
      long[] scales,
      long[] vectors) {
    long[] arguments = new long[4 + scales.length + vectors.length];
    arguments[1] = weights;
    arguments[2] = bias;
    System.arraycopy(scales, 0, arguments, 4, scales.length);
    System.arraycopy(vectors, 0, arguments, 4 + scales.length, vectors.length);
    long rowOfX = widths.x() * dnnl_data_type_size(formats.x());
    long rowOfY = widths.y() * dnnl_data_type_size(formats.result(after));
    for (int row = 0; row < rows; ) {
      arguments[0] = x + row * rowOfX;
      arguments[3] = y + row * rowOfY;
      int portion = tiles ? portion(rows - row) : Steps.up(rows);
      compiled.computeIfAbsent(new Form(portion, after), this::compile).run(arguments);
      row += portion;
    }
  }

  /** How many rows are multiplied at once where so many are left. */
  private int portion(int left) {
    int few = Integer.highestOneBit(Math.max(1, widths.out() / COLUMNS_TO_ONE_ROW));
    int most = widths.in() >= widths.out() && few >= WHOLE_PORTION ? few : MOST_ROWS;
    for (int portion = most; portion >= WHOLE_PORTION; portion /= 2) {
      if (left >= portion) {
        return portion;
      }
    }
    int step = left <= FINE_PORTION ? FINE_STEP : COARSE_STEP;
    return Math.max(formats.scaled() ? 1 : LEAST_ROWS, Steps.up(left, step));
  }

  private Operation compile(Form form) {
    try (var shapes = new Shapes()) {
      var description = description(call, shapes, form.rows(), layout, form.after());
      List<Operation.Argument> arguments = new ArrayList<>();
      arguments.add(
          new Operation.Argument(
              DNNL_ARG_SRC,
              call.columns(shapes, formats.x(), form.rows(), widths.in(), widths.x())));
      arguments.add(new Operation.Argument(DNNL_ARG_WEIGHTS, layout));
      arguments.add(new Operation.Argument(DNNL_ARG_BIAS, call.bias(shapes, widths.out())));
      arguments.add(
          new Operation.Argument(
              DNNL_ARG_DST,
              call.columns(
                  shapes, formats.result(form.after()), form.rows(), widths.out(), widths.y())));
      if (formats.scaled()) {
        arguments.add(
            new Operation.Argument(DNNL_ARG_ATTR_SCALES | DNNL_ARG_SRC, shapes.floats(1)));
        arguments.add(
            new Operation.Argument(
                DNNL_ARG_ATTR_SCALES | DNNL_ARG_WEIGHTS, shapes.floats(widths.out())));
      }
      List<After.Step> steps = form.after().steps();
      for (int i = 0; i < steps.size(); i++) {
        if (steps.get(i) instanceof After.WithVector) {
          arguments.add(
              new Operation.Argument(Attributes.vector(i), call.vector(shapes, widths.out())));
        } else if (steps.get(i) instanceof After.WithNumber) {
          arguments.add(new Operation.Argument(Attributes.vector(i), call.vector(shapes, 1)));
        }
      }
      return new Operation(dnnl, description, arguments.toArray(Operation.Argument[]::new));
    }
  }

  /** How weights lie, for a digest. */
  String layout() {
    return Dnnl.kernel(typical) + Dnnl.describe(layout);
  }

  @Override
  public void close() {
    compiled.values().forEach(Operation::close);
    dnnl_primitive_desc_destroy(typical);
  }
}

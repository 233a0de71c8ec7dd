package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_layer_normalization_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_scale;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_shift;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/** Layer norms (Ba et al., 2016) of one width. */
final class Norm implements AutoCloseable {
  private static final float EPSILON = 1e-12f; // as BERT was trained

  /** A norm's gamma and beta. */
  record Weights(Memory gamma, Memory beta) implements AutoCloseable {
    /** Takes them from the next parts. */
    static Weights of(Iterator<Memory> parts) {
      return new Weights(parts.next(), parts.next());
    }

    @Override
    public void close() {
      gamma.close();
      beta.close();
    }
  }

  private final Dnnl dnnl;
  private final Format from;
  private final Format to;
  private final int width;
  private final Map<Integer, Operation> byRows = new HashMap<>();

  /** From numbers of one format to numbers of another, or of the same. */
  Norm(Dnnl dnnl, Format from, Format to, int width) {
    this.from = from;
    this.to = to;
    this.dnnl = dnnl;
    this.width = width;
  }

  /**
   * Norms each row of {@code x}; both matrices need room for as many as {@link Steps#up} makes of
   * them, and may be the same where their formats are.
   */
  void run(Weights weights, long x, long y, int rows) {
    byRows
        .computeIfAbsent(Steps.up(rows), this::compile)
        .run(x, weights.gamma().address(), weights.beta().address(), y);
  }

  private Operation compile(int rows) {
    try (var shapes = new Shapes()) {
      var shape = shapes.dense(from.type(), rows, width);
      var result = shapes.dense(to.type(), rows, width);
      var vector = shapes.floats(width);
      var description = new dnnl_primitive_desc();
      try (var attributes = new Attributes()) {
        Dnnl.check(
            dnnl_layer_normalization_forward_primitive_desc_create(
                description,
                Dnnl.engine(),
                dnnl_forward_inference,
                shape,
                result,
                null,
                EPSILON,
                dnnl_use_scale | dnnl_use_shift,
                attributes.finished()),
            "a norm of " + rows + " × " + width);
      }
      return new Operation(
          dnnl,
          description,
          new Operation.Argument(DNNL_ARG_SRC, shape),
          new Operation.Argument(DNNL_ARG_SCALE, vector),
          new Operation.Argument(DNNL_ARG_SHIFT, vector),
          new Operation.Argument(DNNL_ARG_DST, result));
    }
  }

  @Override
  public void close() {
    byRows.values().forEach(Operation::close);
  }
}

package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_gelu_erf;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/** GELU (Hendrycks and Gimpel, 2016) of rows of one width, in place. */
final class Gelu implements AutoCloseable {
  private final Dnnl dnnl;
  private final Format format;
  private final int width;
  private final Map<Integer, Operation> byRows = new HashMap<>();

  Gelu(Dnnl dnnl, Format format, int width) {
    this.format = format;
    this.dnnl = dnnl;
    this.width = width;
  }

  /** {@code x} needs room for as many rows as {@link Steps#up} makes of it. */
  void run(long x, int rows) {
    byRows.computeIfAbsent(Steps.up(rows), this::compile).run(x, x);
  }

  private Operation compile(int rows) {
    try (var shapes = new Shapes()) {
      var shape = shapes.dense(format.type(), rows, width);
      var description = new dnnl_primitive_desc();
      try (var attributes = new Attributes()) {
        Dnnl.check(
            dnnl_eltwise_forward_primitive_desc_create(
                description,
                Dnnl.engine(),
                dnnl_forward_inference,
                dnnl_eltwise_gelu_erf,
                shape,
                shape,
                0,
                0,
                attributes.finished()),
            "a GELU");
      }
      return new Operation(
          dnnl,
          description,
          new Operation.Argument(DNNL_ARG_SRC, shape),
          new Operation.Argument(DNNL_ARG_DST, shape));
    }
  }

  @Override
  public void close() {
    byRows.values().forEach(Operation::close);
  }
}

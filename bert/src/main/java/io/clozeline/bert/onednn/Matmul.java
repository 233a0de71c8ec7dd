package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_matmul_primitive_desc_create;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/** oneDNN's product of matrices, or of as many pairs of them as the first dimensions say. */
final class Matmul {
  private Matmul() {}

  /** A product without a bias: {@code x}, {@code w} and {@code y} are its arguments, in order. */
  static Operation compile(
      Dnnl dnnl,
      dnnl_memory_desc x,
      dnnl_memory_desc w,
      dnnl_memory_desc y,
      Attributes attributes) {
    return new Operation(
        dnnl,
        description(x, w, null, y, attributes),
        new Operation.Argument(DNNL_ARG_SRC, x),
        new Operation.Argument(DNNL_ARG_WEIGHTS, w),
        new Operation.Argument(DNNL_ARG_DST, y));
  }

  static dnnl_primitive_desc description(
      dnnl_memory_desc x,
      dnnl_memory_desc w,
      dnnl_memory_desc biasOrNull,
      dnnl_memory_desc y,
      Attributes attributes) {
    var description = new dnnl_primitive_desc();
    Dnnl.check(
        dnnl_matmul_primitive_desc_create(
            description, Dnnl.engine(), x, w, biasOrNull, y, attributes.finished()),
        "a product");
    return description;
  }
}

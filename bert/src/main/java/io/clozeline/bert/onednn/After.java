package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_mul;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_gelu_erf;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu;

import java.util.List;
import java.util.stream.Stream;

/**
 * What becomes of a product while it is still in the processor's cache.
 *
 * @param steps one after the other
 * @param inBytes whether the result is in unsigned bytes, whatever format the product's results
 *     have else
 */
record After(List<Step> steps, boolean inBytes) {
  static final After NOTHING = new After(List.of(), false);

  /** GELU (Hendrycks and Gimpel, 2016). */
  static final After GELU = new After(List.of(Function.GELU), false);

  /** It is added to what is in the output. */
  static final After ADDED = new After(List.of(new Sum()), false);

  /** By how much its GELU is above a number of its column, the negative of which is given. */
  static final After GELU_ABOVE =
      new After(
          List.of(
              Function.GELU,
              new WithVector(dnnl_binary_add),
              new Function(dnnl_eltwise_relu, 0, 0)),
          false);

  /** Its GELU as a byte: multiplied by a factor, and a zero added. */
  static final After GELU_IN_BYTES =
      new After(
          List.of(Function.GELU, new WithNumber(dnnl_binary_mul), new WithNumber(dnnl_binary_add)),
          true);

  /** One step. */
  sealed interface Step {}

  /** A function of each number. */
  record Function(int kind, float alpha, float beta) implements Step {
    private static final Function GELU = new Function(dnnl_eltwise_gelu_erf, 0, 0);
  }

  /** Each row and a vector, which is an argument of the operation, number by number. */
  record WithVector(int kind) implements Step {}

  /** All of it and one number, which is an argument of the operation. */
  record WithNumber(int kind) implements Step {}

  /** What was in the output before is added. */
  record Sum() implements Step {}

  After {
    steps = List.copyOf(steps);
  }

  /** The same of the sum of the product and what is in the output. */
  After ofSum() {
    return new After(Stream.concat(Stream.of(new Sum()), steps.stream()).toList(), inBytes);
  }
}

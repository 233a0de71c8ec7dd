package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_s8;
import static org.bytedeco.dnnl.global.dnnl.dnnl_u8;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;

/**
 * How fast this processor multiplies when it does nothing else: what the speed of an encoder is a
 * share of.
 */
public final class ProductSpeed {
  private static final int ROWS = 512;
  private static final int ROUNDS = 10;
  private static final int TIMES = 20;

  private ProductSpeed() {}

  /**
   * Operations a second, in billions, of oneDNN's product of 512 rows by the model's widest
   * weights; the fastest of some rounds.
   */
  public static double of(Precision precision, ModelInfo model) {
    int in = model.hidden();
    int out = model.intermediate();
    boolean bytes = precision == Precision.INT8;
    try (var dnnl = new Dnnl();
        var dense = new Dense(dnnl, formats(precision), in, out);
        var plain = new Memory((long) in * out * (bytes ? 1 : Float.BYTES));
        var weights = dense.laidOut(plain, bytes ? dnnl_s8 : dnnl_f32);
        var x = new Numbers(Format.F32, (long) ROWS * in);
        var y = new Numbers(Format.F32, (long) ROWS * out);
        var bias = new Numbers(Format.F32, out);
        var scales = new Numbers(Format.F32, out)) {
      long[] both = bytes ? new long[] {scales.at(0), scales.at(0)} : new long[0];
      Runnable product =
          () ->
              dense.run(
                  ROWS,
                  After.NOTHING,
                  x.at(0),
                  weights.address(),
                  bias.at(0),
                  y.at(0),
                  both,
                  new long[0]);
      double best = 0;
      for (int round = 0; round < ROUNDS; round++) {
        best = Math.max(best, 2.0 * ROWS * in * out / nanoseconds(product));
      }
      return best;
    }
  }

  private static double nanoseconds(Runnable product) {
    long started = System.nanoTime();
    for (int i = 0; i < TIMES; i++) {
      product.run();
    }
    return (double) (System.nanoTime() - started) / TIMES;
  }

  private static Dense.Formats formats(Precision precision) {
    int between = Format.of(precision).type();
    return precision == Precision.INT8
        ? new Dense.Formats(dnnl_u8, dnnl_s8, between)
        : new Dense.Formats(between, Products.weights(precision), between);
  }
}

package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;

import io.clozeline.bert.Processor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Products of numbers in 32 bits or in bf16, of weights in 32 bits or in 16. Weights are cut into
 * slices where oneDNN 3.11 needs it: 32-bit numbers by 16-bit weights are wrong with many inputs;
 * and with many inputs or outputs, results in bf16 are sums of parts in bf16, of as many parts as a
 * batch of that size likes, so that a text would have other bits in another batch.
 */
final class FloatProduct implements Product {
  private static final int TRIED_COLUMNS = 16;

  // A slice is as wide as eight of these at least.
  private static final int WIDTH_STEP = 8;

  /**
   * How far weights of a format are cut.
   *
   * @param in the most inputs of a slice
   * @param out the most outputs of a slice
   * @param tolerance to the sum of the magnitudes: twice what rounding weights may cost
   */
  private record Limits(int in, int out, double tolerance) {}

  private static final Map<Integer, Limits> LIMITS =
      Map.of(
          dnnl_f32, new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, 1e-4),
          dnnl_f16, new Limits(Processor.here().hasAvx512() ? 512 : 1_024, Integer.MAX_VALUE, 1e-3),
          dnnl_bf16, new Limits(1_024, 1_536, 8e-3));

  private record Packed(List<Memory> kernels, List<Memory> biases) implements Weights {
    @Override
    public void close() {
      kernels.forEach(Memory::close);
      biases.forEach(Memory::close);
    }
  }

  private final int in;
  private final int out;
  private final int inSlices;
  private final int outSlices;
  private final Format format;
  private final double tolerance;
  private final Dense slice;

  /**
   * Prepares products.
   *
   * @param format of what comes in and out
   * @param weights the format of the weights, oneDNN's number for it
   */
  FloatProduct(Dnnl dnnl, Format format, int weights, int in, int out) {
    Limits limits = LIMITS.get(weights);
    this.format = format;
    this.in = in;
    this.out = out;
    tolerance = limits.tolerance();
    inSlices = slices(in, limits.in());
    outSlices = slices(out, limits.out());
    var formats = new Dense.Formats(format.type(), weights, format.type());
    slice = new Dense(dnnl, formats, new Dense.Widths(in / inSlices, in, out / outSlices, out));
  }

  /** The least number of equal slices. */
  private static int slices(int width, int most) {
    int least = 1 + (width - 1) / most;
    return IntStream.rangeClosed(least, width)
        .filter(count -> width % count == 0)
        .filter(count -> count == 1 || width / count % WIDTH_STEP == 0)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(width + " weights cannot be cut into slices"));
  }

  @Override
  public List<Memory> pack(StoredDense stored) {
    List<Memory> parts = new ArrayList<>();
    int width = out / outSlices;
    int height = in / inSlices;
    for (int i = 0; i < outSlices; i++) {
      int first = i * width;
      StoredDense columns = stored.columns(IntStream.range(first, first + width).toArray());
      for (int j = 0; j < inSlices; j++) {
        int from = j * height * width;
        float[] kernel = Arrays.copyOfRange(columns.kernel(), from, from + height * width);
        try (var plain = Memory.of(kernel)) {
          parts.add(slice.laidOut(plain, dnnl_f32));
        }
        parts.add(Memory.of(j == 0 ? columns.bias() : new float[width]));
      }
    }
    requireRight(stored, parts);
    return parts;
  }

  /** Tries the weights, some of them, before anybody relies on them. */
  private void requireRight(StoredDense stored, List<Memory> parts) {
    int rows = Steps.up(1);
    float[] x = new float[rows * in];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i * 31 % 17 - 8) / 8f;
    }
    float[] y = new float[rows * out];
    try (var given = new Numbers(format, x.length + (long) Steps.MOST * in);
        var got = new Numbers(format, y.length + (long) Steps.MOST * out)) {
      given.put(0, x);
      run(weights(parts.iterator()), given.at(0), got.at(0), rows, After.NOTHING);
      got.get(0, y);
      for (int column = 0; column < out; column += Math.max(1, out / TRIED_COLUMNS)) {
        double sum = stored.bias()[column];
        double size = Math.abs(sum);
        for (int i = 0; i < in; i++) {
          double product = (double) x[i] * stored.kernel()[i * out + column];
          sum += product;
          size += Math.abs(product);
        }
        if (!(Math.abs(y[column] - sum) <= tolerance * size)) {
          throw new IllegalStateException(
              "oneDNN multiplies "
                  + in
                  + " × "
                  + out
                  + " weights wrongly on this processor in this precision; choose another, or the"
                  + " engine tensorflow");
        }
      }
    }
  }

  @Override
  public Weights weights(Iterator<Memory> parts) {
    List<Memory> kernels = new ArrayList<>();
    List<Memory> biases = new ArrayList<>();
    for (int i = 0; i < outSlices * inSlices; i++) {
      kernels.add(parts.next());
      biases.add(parts.next());
    }
    return new Packed(kernels, biases);
  }

  @Override
  public void run(Weights weights, long x, long y, int rows, After after) {
    run(weights, x, y, rows, after, new long[0]);
  }

  /** The same where vectors have a part in what becomes of the product. */
  void run(Weights weights, long x, long y, int rows, After after, long... vectors) {
    var packed = (Packed) weights;
    After sums = after == After.ADDED ? After.ADDED : After.NOTHING;
    After atLast = inSlices == 1 || after == sums ? after : after.ofSum();
    long[] own = vectors.clone();
    for (int i = 0; i < outSlices * inSlices; i++) {
      int inSlice = i % inSlices;
      int column = i / inSlices * (out / outSlices);
      boolean last = inSlice == inSlices - 1 && after != sums;
      for (int v = 0; v < own.length; v++) {
        own[v] = vectors[v] + (long) column * Float.BYTES;
      }
      slice.run(
          rows,
          last ? atLast : inSlice == 0 ? sums : After.ADDED,
          x + (long) inSlice * (in / inSlices) * format.bytes(),
          packed.kernels().get(i).address(),
          packed.biases().get(i).address(),
          y + (long) column * format.bytes(),
          new long[0],
          last ? own : new long[0]);
    }
  }

  @Override
  public String layout() {
    return inSlices + " " + outSlices + slice.layout();
  }

  @Override
  public void close() {
    slice.close();
  }
}

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
import java.util.stream.Collectors;

/** Products of numbers in 32 bits or in bf16, of weights in 32 bits or in 16. */
final class FloatProduct implements Product {
  // With more inputs than this, oneDNN 3.11 multiplies 32-bit numbers by 16-bit weights wrongly.
  private static final int MOST_HALVES = Processor.here().hasAvx512() ? 512 : 1_024;

  private static final int TRIED_COLUMNS = 16;

  // To the sum of the magnitudes, for weights of each format: twice what rounding them may cost.
  private static final Map<Integer, Double> TOLERANCES =
      Map.of(dnnl_f32, 1e-4, dnnl_f16, 1e-3, dnnl_bf16, 8e-3);

  private record Packed(List<Memory> kernels, List<Memory> biases) implements Weights {
    @Override
    public void close() {
      kernels.forEach(Memory::close);
      biases.forEach(Memory::close);
    }
  }

  private final int in;
  private final int out;
  private final Format format;
  private final double tolerance;
  private final List<Dense> slices = new ArrayList<>(); // of the inputs

  /**
   * Prepares products.
   *
   * @param format of what comes in and out
   * @param weights the format of the weights, oneDNN's number for it
   */
  FloatProduct(Dnnl dnnl, Format format, int weights, int in, int out) {
    this.format = format;
    tolerance = TOLERANCES.get(weights);
    this.in = in;
    this.out = out;
    int count = weights == dnnl_f16 ? (in + MOST_HALVES - 1) / MOST_HALVES : 1;
    if (in % count != 0) {
      throw new IllegalArgumentException(in + " inputs cannot be cut into " + count + " slices");
    }
    for (int i = 0; i < count; i++) {
      slices.add(
          new Dense(
              dnnl, new Dense.Formats(format.type(), weights, format.type()), in / count, in, out));
    }
  }

  @Override
  public List<Memory> pack(StoredDense stored) {
    List<Memory> parts = new ArrayList<>();
    int size = in / slices.size() * out;
    for (int i = 0; i < slices.size(); i++) {
      float[] kernel = Arrays.copyOfRange(stored.kernel(), i * size, (i + 1) * size);
      try (var plain = Memory.of(kernel)) {
        parts.add(slices.get(i).laidOut(plain, dnnl_f32));
      }
      parts.add(Memory.of(i == 0 ? stored.bias() : new float[out]));
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
    try (var given = new Numbers(format, x.length);
        var got = new Numbers(format, y.length)) {
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
    for (int i = 0; i < slices.size(); i++) {
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
    int last = slices.size() - 1;
    After sums = after == After.ADDED ? After.ADDED : After.NOTHING;
    for (int i = 0; i <= last; i++) {
      After own = i == 0 ? sums : After.ADDED;
      boolean becomes = i == last && after != sums;
      slices
          .get(i)
          .run(
              Steps.up(rows),
              becomes ? (i == 0 ? after : after.ofSum()) : own,
              x + (long) i * (in / slices.size()) * format.bytes(),
              packed.kernels().get(i).address(),
              packed.biases().get(i).address(),
              y,
              new long[0],
              becomes ? vectors : new long[0]);
    }
  }

  @Override
  public String layout() {
    return slices.stream().map(Dense::layout).collect(Collectors.joining());
  }

  @Override
  public void close() {
    slices.forEach(Dense::close);
  }
}

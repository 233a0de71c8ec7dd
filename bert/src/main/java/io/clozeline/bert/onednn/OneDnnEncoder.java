package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_f16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.Processor;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.encoder.Encoder;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.setup.Progress;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The encoder on oneDNN, in fp32, fp16, bf16 or int8, for the base model and for low-rank updates
 * of it. It needs no TensorFlow. Several threads may call it; one batch is computed at a time, a
 * larger one in parts at once, each with its share of the native threads.
 */
public final class OneDnnEncoder implements Encoder {
  // Batch and length of what runs before the first text.
  private static final int[][] FIRST_SHAPES = {{1, 16}, {1, 24}, {1, 32}, {8, 32}};

  // Room for these is made at once: batches are seldom larger.
  private static final int USUAL_ROWS = 1_024;

  private final ModelInfo model;
  private final Precision precision;
  private final AdapterFactors factors;
  private final Lanes lanes;
  private final ModelWeights weights;
  private boolean closed;

  /**
   * Opens it.
   *
   * @param serving whether its weights are kept for the next time, and larger batches computed in
   *     parts
   */
  private OneDnnEncoder(
      ModelDirectory directory,
      Precision precision,
      int threads,
      boolean serving,
      Supplier<Ranges> ranges) {
    this.model = directory.info();
    this.precision = precision;
    this.factors = new AdapterFactors(Format.of(precision), model);
    IntFunction<Lane> lane = rows -> new Lane(model, precision, factors, rows);
    this.lanes =
        serving ? Lanes.open(threads, lane, USUAL_ROWS) : Lanes.alone(threads, lane, USUAL_ROWS);
    this.weights = new ModelWeights(directory, precision, lanes, serving, ranges);
  }

  /** Whether oneDNN is there for this platform. */
  public static boolean available() {
    try {
      Dnnl.engine();
      return true;
    } catch (LinkageError | IllegalStateException absent) {
      return false;
    }
  }

  /** Whether oneDNN has a kernel of its own for weights of 16 bits on this processor. */
  public static boolean fastInFp16() {
    return Fp16.FAST;
  }

  /** Asked of oneDNN once: whoever reports the precision asks again and again. */
  private static final class Fp16 {
    private static final boolean FAST = Dense.fast(new Dense.Formats(dnnl_f32, dnnl_f16, dnnl_f32));
  }

  /** Whether it computes in that precision here: in bf16 only where that is fast. */
  public static boolean computes(Precision precision) {
    return precision != Precision.BF16 || Processor.here().fasterInBf16();
  }

  /** Those that it computes in here. */
  public static List<Precision> precisions() {
    return Stream.of(Precision.values()).filter(OneDnnEncoder::computes).toList();
  }

  /**
   * Loads the weights of a model. The first time that a model is opened in a precision on a kind of
   * processor, its weights are laid out, which takes seconds, and kept in its directory; for int8,
   * the ranges of its numbers are found first.
   *
   * @param threads native ones; where OpenMP is not GNU's, as many as it decides
   * @throws IllegalArgumentException when it does not compute in that precision
   */
  public static OneDnnEncoder open(ModelDirectory directory, Precision precision, int threads) {
    if (!computes(precision)) {
      throw new IllegalArgumentException(
          "this processor has no instructions for "
              + precision.text()
              + "; choose fp16, int8 or fp32, or the engine tensorflow");
    }
    return new OneDnnEncoder(
        directory,
        precision,
        threads,
        true,
        () -> precision == Precision.INT8 ? Ranges.of(directory) : null);
  }

  /** Opens it with a native thread for each processor. */
  public static OneDnnEncoder open(ModelDirectory directory, Precision precision) {
    return open(directory, precision, processors());
  }

  /** One in 32 bits that leaves nothing in the model's directory, and computes batches whole. */
  static OneDnnEncoder once(ModelDirectory directory) {
    return new OneDnnEncoder(directory, Precision.FP32, processors(), false, () -> null);
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** From now on, what goes into each product widens these ranges. */
  synchronized void watch(Ranges ranges) {
    lanes.whole().watch(ranges);
  }

  @Override
  public ModelInfo model() {
    return model;
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public int computed(int... lengths) {
    return Steps.up(IntStream.of(lengths).sum());
  }

  /** Whether it computes the base model or an adapter of that method. */
  public static boolean computes(EncoderInput input) {
    return input.adapter() == null || input.adapter().method() instanceof Lora;
  }

  /**
   * @throws IllegalArgumentException also for an adapter of another method than LoRA
   */
  @Override
  public synchronized float[][][] encode(List<EncoderInput> batch) {
    if (closed) {
      throw new IllegalStateException("the encoder is closed");
    }
    for (EncoderInput input : batch) {
      input.requireFits(model);
      if (!computes(input)) {
        throw new IllegalArgumentException(
            "oneDNN's encoder has no code for the method " + input.adapter().method().text());
      }
    }
    float[][][] vectors = new float[batch.size()][0][];
    var packed = new PackedBatch(batch);
    factors.next();
    if (!packed.inputs().isEmpty()) {
      lanes.encode(weights, packed, vectors);
    }
    return vectors;
  }

  @Override
  public void warmUp(Progress progress) {
    for (int i = 0; i < FIRST_SHAPES.length; i++) {
      progress.report("warming up the encoder", (double) i / FIRST_SHAPES.length);
      int length = FIRST_SHAPES[i][1];
      var sequence =
          new Sequence(IntStream.range(0, length).toArray(), new int[length], new int[] {0});
      encode(Collections.nCopies(FIRST_SHAPES[i][0], new EncoderInput(sequence, null)));
    }
    progress.report("warming up the encoder", 1);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    lanes.close();
    weights.close();
    factors.close();
  }
}

package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_f16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.EncoderWeights;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.Processor;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.encoder.Encoder;
import io.clozeline.bert.graph.Site;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.safetensors.SafeTensors;
import io.clozeline.bert.setup.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The encoder on oneDNN, in fp32, fp16, bf16 or int8, for the base model and for low-rank updates
 * of it. It needs no TensorFlow; native threads are as many as the environment variable {@code
 * OMP_NUM_THREADS} says, else one for each processor. Several threads may call it; one batch is
 * computed at a time.
 */
public final class OneDnnEncoder implements Encoder {
  // Batch and length of what runs before the first text.
  private static final int[][] FIRST_SHAPES = {{1, 16}, {1, 24}, {1, 32}, {8, 32}};

  // Room for these is made at once: batches are seldom larger.
  private static final int USUAL_ROWS = 1_024 + Steps.MOST;

  private final ModelInfo model;
  private final Precision precision;
  private final Format format;
  private final Dnnl dnnl = new Dnnl();
  private final Products products;
  private final Norm firstNorm;
  private final Norm norm;
  private final Norm lastNorm;
  private final SelfAttention attention;
  private final LowRank lowRank;
  private final Watch watch;
  private final Embeddings embeddings;
  private final Norm.Weights embeddingsNorm;
  private final List<LayerWeights> layers = new ArrayList<>();
  private final Rows embedded; // [tokens, hidden]
  private final Rows x; // [tokens, hidden]
  private final Rows qkv; // [tokens, 3 · hidden]
  private final Rows keyValue; // [tokens, 2 · hidden], of the last layer
  private final Rows context; // [tokens, hidden]
  private final Rows kept; // [selected, hidden]
  private final Rows query; // [selected, hidden]
  private final Rows results; // [selected, hidden]
  private boolean closed;

  private OneDnnEncoder(
      ModelDirectory directory, Precision precision, boolean keeping, Supplier<Ranges> ranges) {
    this.precision = precision;
    format = Format.of(precision);
    model = directory.info();
    firstNorm = new Norm(dnnl, Format.F32, format, model.hidden());
    norm = new Norm(dnnl, format, format, model.hidden());
    lastNorm = new Norm(dnnl, format, Format.F32, model.hidden());
    attention = new SelfAttention(dnnl, model, format);
    lowRank = new LowRank(dnnl, model, format);
    watch = new Watch(model);
    products = new Products(dnnl, model, precision, format, lowRank, watch);
    SafeTensors weights = EncoderWeights.open(directory);
    embeddings = new Embeddings(directory, model, weights);
    Iterator<Memory> parts = parts(directory, weights, keeping, ranges);
    embeddingsNorm = Norm.Weights.of(parts);
    for (int layer = 0; layer < model.layers(); layer++) {
      layers.add(LayerWeights.of(parts, layer == model.layers() - 1, products));
    }
    embedded = new Rows(Format.F32, model.hidden());
    x = new Rows(format, model.hidden());
    qkv = new Rows(format, 3 * model.hidden());
    keyValue = new Rows(format, 2 * model.hidden());
    context = new Rows(format, model.hidden());
    kept = new Rows(format, model.hidden());
    query = new Rows(format, model.hidden());
    results = new Rows(Format.F32, model.hidden());
  }

  private Iterator<Memory> parts(
      ModelDirectory directory, SafeTensors weights, boolean keeping, Supplier<Ranges> ranges) {
    Path file =
        directory.path().resolve("packed-" + precision.text() + "-" + products.layout() + ".bin");
    try {
      if (keeping && Files.isRegularFile(file)) {
        return PackedWeights.read(file);
      }
    } catch (IOException damaged) {
      // It is written anew.
    }
    List<Memory> parts = pack(weights, ranges.get());
    try {
      if (keeping) {
        PackedWeights.write(file, parts);
        parts.forEach(Memory::close);
        return PackedWeights.read(file);
      }
    } catch (IOException readOnly) {
      // Each start lays them out anew then.
    }
    return parts.iterator();
  }

  private List<Memory> pack(SafeTensors weights, Ranges rangesOrNull) {
    List<Memory> parts = new ArrayList<>();
    for (String name : List.of("embeddings.norm.gamma", "embeddings.norm.beta")) {
      parts.add(Memory.of(weights.require(name, model.hidden()).floats()));
    }
    for (int layer = 0; layer < model.layers(); layer++) {
      parts.addAll(
          LayerWeights.pack(new StoredLayer(weights, model, layer, rangesOrNull), products));
    }
    return parts;
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
   * @throws IllegalArgumentException when it does not compute in that precision
   */
  public static OneDnnEncoder open(ModelDirectory directory, Precision precision) {
    if (!computes(precision)) {
      throw new IllegalArgumentException(
          "this processor has no instructions for "
              + precision.text()
              + "; choose fp16, int8 or fp32, or the engine tensorflow");
    }
    return new OneDnnEncoder(
        directory,
        precision,
        true,
        () -> precision == Precision.INT8 ? Ranges.of(directory) : null);
  }

  /** One in 32 bits that leaves nothing in the model's directory. */
  static OneDnnEncoder once(ModelDirectory directory) {
    return new OneDnnEncoder(directory, Precision.FP32, false, () -> null);
  }

  /** From now on, what goes into each product widens these ranges. */
  synchronized void watch(Ranges ranges) {
    watch.widen(ranges);
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
    if (!packed.inputs().isEmpty()) {
      compute(packed);
      read(packed, vectors);
    }
    return vectors;
  }

  private void compute(PackedBatch batch) {
    lowRank.next();
    reserve(batch);
    embed(batch);
    int tokens = batch.tokens();
    List<LowRank.Group> groups = batch.groups(batch.lengths());
    for (int layer = 0; layer < model.layers() - 1; layer++) {
      attend(layer, batch, groups);
      afterAttention(layer, x, tokens, groups);
      norm.run(layers.get(layer).outputNorm(), x.at(0), x.at(0), tokens);
    }
    attendLast(batch, groups);
    int last = model.layers() - 1;
    int selected = batch.selectedRows();
    afterAttention(last, kept, selected, batch.groups(batch.selected()));
    lastNorm.run(layers.get(last).outputNorm(), kept.at(0), results.at(0), selected);
  }

  private void reserve(PackedBatch batch) {
    // A group of rows may end near the last one; what is computed beyond it is never read.
    int tokens = Math.max(USUAL_ROWS, Steps.up(batch.tokens()) + Steps.MOST);
    int selected = Steps.up(batch.selectedRows()) + Steps.MOST;
    int most = Math.max(tokens, selected);
    embedded.reserve(tokens);
    x.reserve(tokens);
    qkv.reserve(tokens);
    keyValue.reserve(tokens);
    context.reserve(most);
    products.feedForward().reserve(most);
    kept.reserve(selected);
    query.reserve(selected);
    results.reserve(selected);
  }

  private void embed(PackedBatch batch) {
    int row = 0;
    for (EncoderInput input : batch.inputs()) {
      embeddings.put(input.sequence(), embedded, row);
      row += input.sequence().length();
    }
    firstNorm.run(embeddingsNorm, embedded.at(0), x.at(0), row);
  }

  /** From {@code x} to {@code context}. */
  private void attend(int layer, PackedBatch batch, List<LowRank.Group> groups) {
    int hidden = model.hidden();
    watch.see(layer, Site.QKV, x, batch.tokens());
    products
        .qkv()
        .run(layers.get(layer).query(), x.at(0), qkv.at(0), batch.tokens(), After.NOTHING);
    for (Target target : List.of(Target.QUERY, Target.KEY, Target.VALUE)) {
      long columns = qkv.at(0, Site.firstColumn(target, model));
      lowRank.add(layer, target, groups, x.at(0), columns, 3 * hidden);
    }
    attention.run(
        new SelfAttention.Strip(qkv, 0),
        new SelfAttention.Strip(qkv, hidden),
        context,
        batch.lengths(),
        batch.lengths(),
        batch.ends());
  }

  /**
   * From {@code x} to {@code context}, of the selected rows alone, which are left in {@code kept}.
   */
  private void attendLast(PackedBatch batch, List<LowRank.Group> groups) {
    int hidden = model.hidden();
    int layer = model.layers() - 1;
    keep(batch);
    watch.see(layer, Site.QKV, x, batch.tokens());
    products
        .query()
        .run(
            layers.get(layer).query(),
            kept.at(0),
            query.at(0),
            batch.selectedRows(),
            After.NOTHING);
    lowRank.add(
        layer, Target.QUERY, batch.groups(batch.selected()), kept.at(0), query.at(0), hidden);
    products
        .keyValue()
        .run(layers.get(layer).keyValue(), x.at(0), keyValue.at(0), batch.tokens(), After.NOTHING);
    lowRank.add(layer, Target.KEY, groups, x.at(0), keyValue.at(0), 2 * hidden);
    lowRank.add(layer, Target.VALUE, groups, x.at(0), keyValue.at(0, hidden), 2 * hidden);
    attention.run(
        new SelfAttention.Strip(query, 0),
        new SelfAttention.Strip(keyValue, 0),
        context,
        batch.selected(),
        batch.lengths(),
        batch.ends());
  }

  private void keep(PackedBatch batch) {
    int row = 0;
    int first = 0;
    for (EncoderInput input : batch.inputs()) {
      for (int position : input.sequence().selected()) {
        kept.copy(row++, x, first + position);
      }
      first += input.sequence().length();
    }
  }

  /** From {@code context} and what went into attention to what is normed last in the layer. */
  private void afterAttention(int layer, Rows rows, int count, List<LowRank.Group> groups) {
    LayerWeights weights = layers.get(layer);
    int hidden = model.hidden();
    watch.see(layer, Site.ATTENTION_OUTPUT, context, count);
    products
        .attentionOutput()
        .run(weights.attentionOutput(), context.at(0), rows.at(0), count, After.ADDED);
    lowRank.add(layer, Target.ATTENTION_OUTPUT, groups, context.at(0), rows.at(0), hidden);
    norm.run(weights.attentionNorm(), rows.at(0), rows.at(0), count);
    watch.see(layer, Site.INTERMEDIATE, rows, count);
    products.feedForward().run(weights.feedForward(), layer, rows.at(0), count, groups);
  }

  private void read(PackedBatch batch, float[][][] vectors) {
    int row = 0;
    for (int i = 0; i < batch.inputs().size(); i++) {
      float[][] own = new float[batch.selected()[i]][model.hidden()];
      for (float[] vector : own) {
        results.get(row++, vector);
      }
      vectors[batch.place(i)] = own;
    }
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
    layers.forEach(LayerWeights::close);
    embeddingsNorm.close();
    attention.close();
    lowRank.close();
    products.close();
    firstNorm.close();
    norm.close();
    lastNorm.close();
    for (Rows rows : List.of(embedded, x, qkv, keyValue, context, kept, query, results)) {
      rows.close();
    }
    dnnl.close();
  }
}

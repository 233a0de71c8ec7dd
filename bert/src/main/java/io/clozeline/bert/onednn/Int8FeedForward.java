package io.clozeline.bert.onednn;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Site;
import io.clozeline.bert.graph.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * With bytes between the products. Out of GELU come single columns ten times as large as the
 * others, for which bytes would be too coarse (Dettmers et al., 2022): bytes end where the other
 * columns do, and what these few have above that is multiplied as it is and added. The other
 * columns are alike, so all have one factor and one zero, which costs the product half as much.
 */
final class Int8FeedForward implements FeedForward {
  // One in so many columns may have more than bytes hold.
  private static final int COLUMNS_TO_ONE_ABOVE = 48;

  // As the products of 32 bits like them.
  private static final int COLUMN_STEP = 8;

  /**
   * Weights.
   *
   * @param columns out of GELU that may have more than bytes hold
   * @param ends where bytes end in each of these
   * @param negativeEnds the same as an argument
   * @param aboveIn the weights that such columns are computed by, {@code [hidden, columns]}
   * @param aboveOut the weights that they are multiplied by, {@code [columns, hidden]}
   */
  private record Packed(
      Int8Product.Packed intermediate,
      Int8Product.Packed output,
      int[] columns,
      float[] ends,
      Memory negativeEnds,
      Product.Weights aboveIn,
      Product.Weights aboveOut)
      implements Weights {
    @Override
    public void close() {
      intermediate.close();
      output.close();
      negativeEnds.close();
      aboveIn.close();
      aboveOut.close();
    }
  }

  private static final Set<Site> ADAPTED = Set.of(Site.INTERMEDIATE, Site.OUTPUT);

  private final ModelInfo model;
  private final Format format;
  private final int fewColumns;
  private final Int8Product intermediate;
  private final Int8Product output;
  private final boolean fuses;
  private final FloatProduct aboveIn;
  private final FloatProduct aboveOut;
  private final Gelu gelu;
  private final Gelu fewGelu;
  private final LowRank lowRank;
  private final Scratch wideBytes = new Scratch(); // [rows, intermediate]
  private final Rows wide; // the same in 32 bits, where adapters touch it
  private final Rows above; // [rows, few columns]

  /** Prepares the products, which share {@code bytes} with others that do not run meanwhile. */
  Int8FeedForward(Dnnl dnnl, ModelInfo model, Format format, Scratch bytes, LowRank lowRank) {
    this.model = model;
    this.format = format;
    this.lowRank = lowRank;
    int hidden = model.hidden();
    int between = model.intermediate();
    fewColumns = Math.max(1, between / COLUMNS_TO_ONE_ABOVE / COLUMN_STEP) * COLUMN_STEP;
    intermediate = new Int8Product(dnnl, format, hidden, between, true, bytes);
    output = new Int8Product(dnnl, format, between, hidden, false, bytes);
    fuses = intermediate.fast(After.GELU_IN_BYTES);
    aboveIn = new FloatProduct(dnnl, format, format.type(), hidden, fewColumns);
    aboveOut = new FloatProduct(dnnl, format, format.type(), fewColumns, hidden);
    gelu = new Gelu(dnnl, format, between);
    fewGelu = new Gelu(dnnl, format, fewColumns);
    wide = new Rows(format, between);
    above = new Rows(format, fewColumns);
  }

  @Override
  public List<Memory> pack(StoredDense in, StoredDense out) {
    float[] high = out.range().high();
    Integer[] byRange = IntStream.range(0, high.length).boxed().toArray(Integer[]::new);
    Arrays.sort(byRange, Comparator.comparing(column -> -high[column]));
    int[] columns =
        Arrays.stream(byRange).limit(fewColumns).mapToInt(Integer::intValue).sorted().toArray();
    float end = high[byRange[Math.min(fewColumns, high.length - 1)]];
    float[] ended = high.clone();
    for (int column : columns) {
      ended[column] = end;
    }
    List<Memory> parts = new ArrayList<>(intermediate.pack(in));
    parts.addAll(output.pack(out.in(new Range(out.range().low(), ended))));
    parts.add(Memory.of(columns));
    parts.addAll(aboveIn.pack(in.columns(columns)));
    parts.addAll(aboveOut.pack(out.rows(columns)));
    return parts;
  }

  @Override
  public Weights weights(Iterator<Memory> parts) {
    var in = intermediate.weights(parts);
    var out = output.weights(parts);
    int[] columns;
    try (Memory stored = parts.next()) {
      columns = stored.ints();
    }
    float[] most = out.most();
    float[] ends = new float[columns.length];
    float[] negative = new float[columns.length];
    for (int i = 0; i < columns.length; i++) {
      ends[i] = most[columns[i]];
      negative[i] = -ends[i];
    }
    return new Packed(
        in,
        out,
        columns,
        ends,
        Memory.of(negative),
        aboveIn.weights(parts),
        aboveOut.weights(parts));
  }

  @Override
  public String layout() {
    return Stream.of(intermediate, output, aboveIn, aboveOut)
        .map(Product::layout)
        .collect(Collectors.joining());
  }

  @Override
  public void reserve(int rows) {
    above.reserve(rows);
  }

  @Override
  public void run(Weights weights, int layer, long x, int rows, List<LowRank.Group> groups) {
    var packed = (Packed) weights;
    int room = Steps.up(rows) + Steps.MOST;
    long between = wideBytes.reserve((long) room * model.intermediate());
    List<LowRank.Run> runs = LowRank.runs(rows, groups, ADAPTED);
    boolean touched = runs.stream().anyMatch(LowRank.Run::touched);
    if (touched || !fuses) {
      wide.reserve(room);
    }
    // What a run writes beyond its rows is overwritten by the next one.
    for (LowRank.Run run : runs) {
      long from = x + (long) run.first() * model.hidden() * format.bytes();
      long to = between + (long) run.first() * model.intermediate();
      if (run.touched()) {
        adapted(packed, layer, x, run);
        output.inBytes(packed.output(), wide.at(run.first()), to, run.rows());
      } else {
        base(packed, from, to, run);
      }
    }
    output.multiply(packed.output(), between, x, rows, After.ADDED);
    aboveOut.run(packed.aboveOut(), above.at(0), x, rows, After.ADDED);
    if (touched) {
      lowRank.add(layer, Target.OUTPUT, groups, wide.at(0), x, model.hidden());
    }
  }

  private void base(Packed packed, long x, long to, LowRank.Run run) {
    int rows = run.rows();
    aboveIn.run(
        packed.aboveIn(),
        x,
        above.at(run.first()),
        rows,
        After.GELU_ABOVE,
        packed.negativeEnds().address());
    if (fuses) {
      intermediate.multiply(
          packed.intermediate(),
          intermediate.inBytes(packed.intermediate(), x, rows),
          to,
          rows,
          After.GELU_IN_BYTES,
          packed.output().factors().address(),
          packed.output().zeros().address());
    } else {
      long own = wide.at(run.first());
      intermediate.run(packed.intermediate(), x, own, rows, After.GELU);
      output.inBytes(packed.output(), own, to, rows);
    }
  }

  /** Leaves in {@code wide} and {@code above} what becomes of rows that adapters change. */
  private void adapted(Packed packed, int layer, long x, LowRank.Run run) {
    int rows = run.rows();
    long from = x + (long) run.first() * model.hidden() * format.bytes();
    long own = wide.at(run.first());
    intermediate.run(packed.intermediate(), from, own, rows, After.NOTHING);
    aboveIn.run(packed.aboveIn(), from, above.at(run.first()), rows, After.NOTHING);
    // The few columns gain what the update adds to them among all.
    gain(packed, run, -1);
    lowRank.add(layer, Target.INTERMEDIATE, run.groups(), x, wide.at(0), model.intermediate());
    gain(packed, run, 1);
    gelu.run(own, rows);
    fewGelu.run(above.at(run.first()), rows);
    float[] few = new float[fewColumns];
    for (int row = run.first(); row < run.first() + rows; row++) {
      above.get(row, few);
      for (int i = 0; i < few.length; i++) {
        few[i] = Math.max(0, few[i] - packed.ends()[i]);
      }
      above.put(row, few);
    }
  }

  private void gain(Packed packed, LowRank.Run run, int sign) {
    float[] all = new float[model.intermediate()];
    float[] few = new float[fewColumns];
    for (int row = run.first(); row < run.first() + run.rows(); row++) {
      wide.get(row, all);
      above.get(row, few);
      for (int i = 0; i < few.length; i++) {
        few[i] += sign * all[packed.columns()[i]];
      }
      above.put(row, few);
    }
  }

  @Override
  public void close() {
    for (Product product : List.of(intermediate, output, aboveIn, aboveOut)) {
      product.close();
    }
    gelu.close();
    fewGelu.close();
    wideBytes.close();
    wide.close();
    above.close();
  }
}

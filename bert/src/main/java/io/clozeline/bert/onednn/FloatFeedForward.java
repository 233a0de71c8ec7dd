package io.clozeline.bert.onednn;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Site;
import io.clozeline.bert.graph.Target;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** With numbers of 32 bits or bf16 between the products. */
final class FloatFeedForward implements FeedForward {
  private record Packed(Product.Weights intermediate, Product.Weights output) implements Weights {
    @Override
    public void close() {
      intermediate.close();
      output.close();
    }
  }

  private static final Set<Site> ADAPTED = Set.of(Site.INTERMEDIATE);

  private final ModelInfo model;
  private final Format format;
  private final FloatProduct intermediate;
  private final FloatProduct output;
  private final Gelu gelu;
  private final LowRank lowRank;
  private final Watch watch;
  private final Rows wide; // [rows, intermediate]

  /**
   * Prepares both products.
   *
   * @param format of what comes in and out
   * @param weights the format of the weights, oneDNN's number for it
   */
  FloatFeedForward(
      Dnnl dnnl, ModelInfo model, Format format, int weights, LowRank lowRank, Watch watch) {
    this.model = model;
    this.format = format;
    this.lowRank = lowRank;
    this.watch = watch;
    intermediate = new FloatProduct(dnnl, format, weights, model.hidden(), model.intermediate());
    output = new FloatProduct(dnnl, format, weights, model.intermediate(), model.hidden());
    gelu = new Gelu(dnnl, format, model.intermediate());
    wide = new Rows(format, model.intermediate());
  }

  @Override
  public List<Memory> pack(StoredDense in, StoredDense out) {
    List<Memory> parts = new ArrayList<>(intermediate.pack(in));
    parts.addAll(output.pack(out));
    return parts;
  }

  @Override
  public Weights weights(Iterator<Memory> parts) {
    return new Packed(intermediate.weights(parts), output.weights(parts));
  }

  @Override
  public String layout() {
    return intermediate.layout() + output.layout();
  }

  @Override
  public void reserve(int rows) {
    wide.reserve(rows);
  }

  @Override
  public void run(Weights weights, int layer, long x, int rows, List<LowRank.Group> groups) {
    var packed = (Packed) weights;
    long between = wide.at(0);
    // What a run writes beyond its rows is overwritten by the next one.
    for (LowRank.Run run : LowRank.runs(rows, groups, ADAPTED)) {
      long from = x + (long) run.first() * model.hidden() * format.bytes();
      long to = wide.at(run.first());
      After after = run.touched() ? After.NOTHING : After.GELU;
      intermediate.run(packed.intermediate(), from, to, run.rows(), after);
      lowRank.add(layer, Target.INTERMEDIATE, run.groups(), x, between, model.intermediate());
      if (run.touched()) {
        gelu.run(to, run.rows());
      }
    }
    watch.see(layer, Site.OUTPUT, wide, rows);
    output.run(packed.output(), between, x, rows, After.ADDED);
    lowRank.add(layer, Target.OUTPUT, groups, between, x, model.hidden());
  }

  @Override
  public void close() {
    intermediate.close();
    output.close();
    gelu.close();
    wide.close();
  }
}

package io.clozeline.bert.onednn;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.graph.Site;
import io.clozeline.bert.graph.Target;
import java.util.List;

/**
 * What computes one batch at a time: compiled operations, and memory for the batch. Weights and
 * adapters belong to nobody, so several lanes compute at once; operations run on as many threads as
 * the thread had that built them.
 */
final class Lane implements AutoCloseable {
  private final ModelInfo model;
  private final int usualRows;
  private final Dnnl dnnl = new Dnnl();
  private final Watch watch;
  private final LowRank lowRank;
  private final Products products;
  private final Norm firstNorm;
  private final Norm norm;
  private final Norm lastNorm;
  private final SelfAttention attention;
  private final Rows embedded; // [tokens, hidden]
  private final Rows x; // [tokens, hidden]
  private final Rows qkv; // [tokens, 3 · hidden]
  private final Rows keyValue; // [tokens, 2 · hidden], of the last layer
  private final Rows context; // [tokens, hidden]
  private final Rows kept; // [selected, hidden]
  private final Rows query; // [selected, hidden]
  private final Rows results; // [selected, hidden]

  /**
   * A lane that has computed nothing yet.
   *
   * @param usualRows room for so many is made at once: batches are seldom larger
   */
  Lane(ModelInfo model, Precision precision, AdapterFactors factors, int usualRows) {
    this.model = model;
    this.usualRows = usualRows + Steps.MOST;
    Format format = Format.of(precision);
    firstNorm = new Norm(dnnl, Format.F32, format, model.hidden());
    norm = new Norm(dnnl, format, format, model.hidden());
    lastNorm = new Norm(dnnl, format, Format.F32, model.hidden());
    attention = new SelfAttention(dnnl, model, format);
    lowRank = new LowRank(dnnl, model, format, factors);
    watch = new Watch(model);
    products = new Products(dnnl, model, precision, format, lowRank, watch);
    embedded = new Rows(Format.F32, model.hidden());
    x = new Rows(format, model.hidden());
    qkv = new Rows(format, 3 * model.hidden());
    keyValue = new Rows(format, 2 * model.hidden());
    context = new Rows(format, model.hidden());
    kept = new Rows(format, model.hidden());
    query = new Rows(format, model.hidden());
    results = new Rows(Format.F32, model.hidden());
  }

  Products products() {
    return products;
  }

  /** From now on, what goes into each product widens these ranges. */
  void watch(Ranges ranges) {
    watch.widen(ranges);
  }

  /** Computes a batch and puts each input's vectors where it was in the whole batch. */
  void encode(ModelWeights weights, PackedBatch batch, float[][][] vectors) {
    compute(weights, batch);
    read(batch, vectors);
  }

  private void compute(ModelWeights weights, PackedBatch batch) {
    reserve(batch);
    embed(weights, batch);
    int tokens = batch.tokens();
    List<LowRank.Group> groups = batch.groups(batch.lengths());
    for (int layer = 0; layer < model.layers() - 1; layer++) {
      attend(weights.layer(layer), layer, batch, groups);
      afterAttention(weights.layer(layer), layer, x, tokens, groups);
      norm.run(weights.layer(layer).outputNorm(), x.at(0), x.at(0), tokens);
    }
    attendLast(weights.layer(model.layers() - 1), batch, groups);
    int last = model.layers() - 1;
    int selected = batch.selectedRows();
    afterAttention(weights.layer(last), last, kept, selected, batch.groups(batch.selected()));
    lastNorm.run(weights.layer(last).outputNorm(), kept.at(0), results.at(0), selected);
  }

  private void reserve(PackedBatch batch) {
    // A group of rows may end near the last one; what is computed beyond it is never read.
    int tokens = Math.max(usualRows, Steps.up(batch.tokens()) + Steps.MOST);
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

  private void embed(ModelWeights weights, PackedBatch batch) {
    int row = 0;
    for (EncoderInput input : batch.inputs()) {
      weights.embeddings().put(input.sequence(), embedded, row);
      row += input.sequence().length();
    }
    firstNorm.run(weights.embeddingsNorm(), embedded.at(0), x.at(0), row);
  }

  /** From {@code x} to {@code context}. */
  private void attend(
      LayerWeights weights, int layer, PackedBatch batch, List<LowRank.Group> groups) {
    int hidden = model.hidden();
    watch.see(layer, Site.QKV, x, batch.tokens());
    products.qkv().run(weights.query(), x.at(0), qkv.at(0), batch.tokens(), After.NOTHING);
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
  private void attendLast(LayerWeights weights, PackedBatch batch, List<LowRank.Group> groups) {
    int hidden = model.hidden();
    int layer = model.layers() - 1;
    keep(batch);
    watch.see(layer, Site.QKV, x, batch.tokens());
    products
        .query()
        .run(weights.query(), kept.at(0), query.at(0), batch.selectedRows(), After.NOTHING);
    lowRank.add(
        layer, Target.QUERY, batch.groups(batch.selected()), kept.at(0), query.at(0), hidden);
    products
        .keyValue()
        .run(weights.keyValue(), x.at(0), keyValue.at(0), batch.tokens(), After.NOTHING);
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
  private void afterAttention(
      LayerWeights weights, int layer, Rows rows, int count, List<LowRank.Group> groups) {
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
  public void close() {
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

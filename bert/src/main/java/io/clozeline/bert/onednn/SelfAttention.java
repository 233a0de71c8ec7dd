package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_linear;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_softmax_accurate;
import static org.bytedeco.dnnl.global.dnnl.dnnl_softmax_forward_primitive_desc_create;

import io.clozeline.bert.ModelInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * Scaled dot-product attention of many heads (Vaswani et al., 2017), each sequence over its own
 * rows, which lie one after the other.
 *
 * <p>A kernel is made for the shapes that it computes and takes half a megabyte, and texts have
 * many lengths, so a sequence is computed with the rows that follow it, up to the next step of
 * {@link #STEP}. As keys, these are masked: they have no weight at all. What they ask themselves is
 * overwritten by the sequence they belong to, which comes next.
 */
final class SelfAttention implements AutoCloseable {
  private static final int STEP = 16;

  private final Dnnl dnnl;
  private final Format format;
  private final int heads;
  private final int size; // numbers of a head
  private final int hidden;
  private final int longest;
  private final Numbers mask; // as many zeros as a sequence may be long, then a step of minuses
  private final Rows scores = new Rows(Format.F32, 1);
  private final Rows weights; // softmax of the scores, in the same place where it fits
  private final Map<Form, Compiled> compiled = new HashMap<>();
  private final Map<Integer, Rows> apart = new HashMap<>(); // by width

  /**
   * What an operation is compiled for.
   *
   * @param queries rows that ask
   * @param keys rows that are asked
   * @param queryWidth numbers from one asking row to the next
   * @param keyWidth numbers from one asked row to the next
   */
  private record Form(int queries, int keys, int queryWidth, int keyWidth) {}

  private record Compiled(Operation scores, Operation softmax, Operation context) {
    void close() {
      scores.close();
      softmax.close();
      context.close();
    }
  }

  SelfAttention(Dnnl dnnl, ModelInfo model, Format format) {
    this.dnnl = dnnl;
    this.format = format;
    hidden = model.hidden();
    heads = model.heads();
    size = hidden / heads;
    longest = Steps.up(model.maxPositions(), STEP);
    weights = format == Format.F32 ? scores : new Rows(format, 1);
    mask = new Numbers(Format.F32, longest + STEP);
    float[] minus = new float[STEP];
    Arrays.fill(minus, Float.NEGATIVE_INFINITY);
    mask.put(longest, minus);
  }

  /** How many rows that ask are computed for so many; they are few in the last layer. */
  private static int asking(int rows) {
    return rows >= STEP ? Steps.up(rows, STEP) : Integer.highestOneBit(2 * rows - 1);
  }

  /**
   * Rows of queries, keys or values.
   *
   * @param rows in whose columns they lie
   * @param column the first of theirs
   */
  record Strip(Rows rows, int column) {
    private long at(int row) {
      return rows.at(row, column);
    }
  }

  /**
   * Attends, sequence by sequence. All matrices need room for {@link Steps#MOST} rows more.
   *
   * @param keyValue keys, and values right of them
   * @param context {@code [all queries, hidden]}
   * @param queries how many of each sequence
   * @param keys how many of each sequence
   * @param ends the row before which the sequences of the same adapter end, for each
   */
  void run(Strip query, Strip keyValue, Rows context, int[] queries, int[] keys, int[] ends) {
    int asking = 0;
    int asked = 0;
    for (int i = 0; i < queries.length; i++) {
      int all = Steps.up(keys[i], STEP);
      var form = new Form(asking(queries[i]), all, query.rows().width(), keyValue.rows().width());
      // Rows of other adapters are not touched, whatever numbers are in them.
      boolean alone = all > keys[i] && asked + all > ends[i];
      Strip keep = alone ? apart(keyValue, asked, keys[i], all) : keyValue;
      int first = alone ? 0 : asked;
      run(form, keys[i], query.at(asking), keep, first, context.at(asking));
      asking += queries[i];
      asked += keys[i];
    }
  }

  /** A copy of some rows, and zeros after them. */
  private Strip apart(Strip keyValue, int from, int count, int all) {
    Rows rows = apart.computeIfAbsent(keyValue.rows().width(), width -> new Rows(format, width));
    rows.reserve(longest);
    for (int i = 0; i < count; i++) {
      rows.copy(i, keyValue.rows(), from + i);
    }
    rows.clear(count, all);
    return new Strip(rows, keyValue.column());
  }

  private void run(Form form, int keys, long query, Strip keyValue, int first, long context) {
    Compiled operations = compiled.computeIfAbsent(form, this::compile);
    int all = heads * form.queries() * form.keys();
    scores.reserve(all);
    weights.reserve(all);
    long key = keyValue.at(first);
    long value = key + (long) hidden * format.bytes();
    operations.scores().run(query, key, scores.at(0), mask.at(longest - keys));
    operations.softmax().run(scores.at(0), weights.at(0));
    operations.context().run(weights.at(0), value, context);
  }

  private Compiled compile(Form form) {
    try (var shapes = new Shapes();
        var scaled = new Attributes().then(dnnl_eltwise_linear, (float) (1 / Math.sqrt(size)), 0);
        var plain = new Attributes()) {
      int queries = form.queries();
      int keys = form.keys();
      var query = split(shapes, queries, form.queryWidth());
      var value = split(shapes, keys, form.keyWidth());
      var context = split(shapes, queries, hidden);
      long all = (long) keys * form.keyWidth();
      var key = // turned
          shapes.strided(
              format.type(),
              new long[] {1, heads, size, keys},
              new long[] {all, size, 1, form.keyWidth()});
      var masked = shapes.floats(1, 1, 1, keys);
      var score = shapes.floats(1, heads, queries, keys);
      var weight = shapes.dense(format.type(), 1, heads, queries, keys);
      scaled.with(dnnl_binary_add, masked);
      return new Compiled(
          new Operation(
              dnnl,
              Matmul.description(query, key, null, score, scaled),
              new Operation.Argument(DNNL_ARG_SRC, query),
              new Operation.Argument(DNNL_ARG_WEIGHTS, key),
              new Operation.Argument(DNNL_ARG_DST, score),
              new Operation.Argument(Attributes.vector(1), masked)),
          softmax(shapes, (long) heads * queries, keys),
          Matmul.compile(dnnl, weight, value, context, plain));
    }
  }

  /** {@code [1, heads, rows, size]} of rows with the heads one after the other. */
  private dnnl_memory_desc split(Shapes shapes, int rows, int width) {
    return shapes.strided(
        format.type(),
        new long[] {1, heads, rows, size},
        new long[] {(long) rows * width, size, width, 1});
  }

  private Operation softmax(Shapes shapes, long rows, int keys) {
    var shape = shapes.floats(rows, keys);
    var result = shapes.dense(format.type(), rows, keys);
    var description = new dnnl_primitive_desc();
    try (var attributes = new Attributes()) {
      Dnnl.check(
          dnnl_softmax_forward_primitive_desc_create(
              description,
              Dnnl.engine(),
              dnnl_forward_inference,
              dnnl_softmax_accurate,
              shape,
              result,
              1,
              attributes.finished()),
          "a softmax");
    }
    return new Operation(
        dnnl,
        description,
        new Operation.Argument(DNNL_ARG_SRC, shape),
        new Operation.Argument(DNNL_ARG_DST, result));
  }

  @Override
  public void close() {
    compiled.values().forEach(Compiled::close);
    apart.values().forEach(Rows::close);
    mask.close();
    scores.close();
    weights.close();
  }
}

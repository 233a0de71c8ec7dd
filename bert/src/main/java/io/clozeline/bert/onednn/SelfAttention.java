package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_RUNTIME_DIM_VAL;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_linear;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_softmax_accurate;
import static org.bytedeco.dnnl.global.dnnl.dnnl_softmax_forward_primitive_desc_create;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * Scaled dot-product attention of many heads (Vaswani et al., 2017), each sequence over its own
 * rows, which lie one after the other. Sequences of one length go together.
 */
final class SelfAttention implements AutoCloseable {
  // Lengths come and go; operations that have not been used for longest are compiled again.
  private static final int MOST_COMPILED = 1_024;
  private static final int MOST_TOGETHER = 16;

  private static final long ANY = DNNL_RUNTIME_DIM_VAL;

  /**
   * What an operation is compiled for.
   *
   * @param sequences that go together
   * @param queries rows of each that ask
   * @param keys rows of each that are asked
   * @param queryWidth numbers from one asking row to the next
   * @param keyWidth numbers from one asked row to the next
   */
  private record Form(int sequences, int queries, int keys, int queryWidth, int keyWidth) {}

  private record Compiled(Operation scores, Operation softmax, Operation context) {
    void close() {
      scores.close();
      softmax.close();
      context.close();
    }
  }

  private final Dnnl dnnl;
  private final Format format;
  private final int heads;
  private final int size; // numbers of a head
  private final Rows scores = new Rows(Format.F32, 1);
  private final Rows weights; // softmax of the scores, in the same place where it fits

  // Both are told the shapes when they run. A kernel that is made for its shapes takes half a
  // megabyte, and there would be as many as texts have lengths.
  private final Operation scoring;
  private final Operation weighing;

  private final Map<Form, Compiled> compiled =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Form, Compiled> eldest) {
          if (size() > MOST_COMPILED) {
            eldest.getValue().close();
            return true;
          }
          return false;
        }
      };

  SelfAttention(Dnnl dnnl, Format format, int hidden, int heads) {
    this.dnnl = dnnl;
    this.format = format;
    weights = format == Format.F32 ? scores : new Rows(format, 1);
    this.heads = heads;
    this.size = hidden / heads;
    try (var shapes = new Shapes();
        var scaled = new Attributes().then(dnnl_eltwise_linear, (float) (1 / Math.sqrt(size)), 0);
        var plain = new Attributes()) {
      int type = format.type();
      var split =
          shapes.strided(type, new long[] {ANY, heads, ANY, size}, new long[] {ANY, size, ANY, 1});
      var turned =
          shapes.strided(type, new long[] {ANY, heads, size, ANY}, new long[] {ANY, size, 1, ANY});
      long[] square = {ANY, heads, ANY, ANY};
      long[] rowByRow = {ANY, ANY, ANY, 1};
      var score = shapes.strided(Format.F32.type(), square, rowByRow);
      var weight = shapes.strided(type, square, rowByRow);
      scoring = new Operation(dnnl, Matmul.description(split, turned, null, score, scaled));
      weighing = new Operation(dnnl, Matmul.description(weight, split, null, split, plain));
    }
  }

  /**
   * Rows of queries, keys or values.
   *
   * @param at where the first lies
   * @param width numbers from one to the next
   */
  record Strip(long at, int width) {}

  /**
   * Attends, sequence by sequence.
   *
   * @param queries how many of each sequence
   * @param keys how many of each sequence
   * @param context {@code [all queries, hidden]}
   */
  void run(Strip query, Strip key, Strip value, Strip context, int[] queries, int[] keys) {
    int asking = 0;
    int asked = 0;
    for (int from = 0; from < queries.length; ) {
      int together = together(queries, keys, from);
      var form = new Form(together, queries[from], keys[from], query.width(), key.width());
      run(
          form,
          after(asking, query),
          after(asked, key),
          after(asked, value),
          after(asking, context));
      from += together;
      asking += together * form.queries();
      asked += together * form.keys();
    }
  }

  private long after(long rows, Strip strip) {
    return strip.at() + rows * strip.width() * format.bytes();
  }

  /** A power of two, so that few forms occur. */
  private static int together(int[] queries, int[] keys, int from) {
    int alike = 1;
    while (alike < MOST_TOGETHER
        && from + alike < queries.length
        && queries[from + alike] == queries[from]
        && keys[from + alike] == keys[from]) {
      alike++;
    }
    return Integer.highestOneBit(alike);
  }

  private void run(Form form, long query, long key, long value, long context) {
    var operations = compiled.get(form);
    if (operations == null) {
      operations = compile(form);
      compiled.put(form, operations);
    }
    int all = form.sequences() * heads * form.queries() * form.keys();
    scores.reserve(all);
    weights.reserve(all);
    operations.scores().run(query, key, scores.at(0));
    operations.softmax().run(scores.at(0), weights.at(0));
    operations.context().run(weights.at(0), value, context);
  }

  private Compiled compile(Form form) {
    try (var shapes = new Shapes()) {
      int queries = form.queries();
      int keys = form.keys();
      var query = split(shapes, form.sequences(), queries, form.queryWidth());
      var value = split(shapes, form.sequences(), keys, form.keyWidth());
      var context = split(shapes, form.sequences(), queries, heads * size);
      var key = // turned
          shapes.strided(
              format.type(),
              new long[] {form.sequences(), heads, size, keys},
              new long[] {(long) keys * form.keyWidth(), size, 1, form.keyWidth()});
      var score = shapes.floats(form.sequences(), heads, queries, keys);
      var weight = shapes.dense(format.type(), form.sequences(), heads, queries, keys);
      return new Compiled(
          scoring.over(
              new Operation.Argument(DNNL_ARG_SRC, query),
              new Operation.Argument(DNNL_ARG_WEIGHTS, key),
              new Operation.Argument(DNNL_ARG_DST, score)),
          softmax(shapes, (long) form.sequences() * heads * queries, keys),
          weighing.over(
              new Operation.Argument(DNNL_ARG_SRC, weight),
              new Operation.Argument(DNNL_ARG_WEIGHTS, value),
              new Operation.Argument(DNNL_ARG_DST, context)));
    }
  }

  /** {@code [sequences, heads, rows, size]} of rows with the heads one after the other. */
  private dnnl_memory_desc split(Shapes shapes, int sequences, int rows, int width) {
    return shapes.strided(
        format.type(),
        new long[] {sequences, heads, rows, size},
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
    scoring.close();
    weighing.close();
    scores.close();
    weights.close();
  }
}

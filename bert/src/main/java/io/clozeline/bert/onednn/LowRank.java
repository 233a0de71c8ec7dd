package io.clozeline.bert.onednn;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.graph.Site;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.method.lora.LoraKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Low-rank updates (Hu et al., 2021) of the adapters of a batch: the rows of each adapter gain its
 * own update, whatever its rank and its targets, and the other rows cost nothing.
 */
final class LowRank implements AutoCloseable {
  private static final int MOST_ROWS = 256;

  // With more inputs, sums in bf16 have other bits with other numbers of rows.
  private static final int MOST_IN = 768;
  private static final int MOST_IN_WIDE = 384;
  private static final int NARROW = 64; // outputs

  /** Rows of one adapter, one after the other. */
  record Group(Adapter adapter, int first, int rows) {}

  /**
   * Rows one after the other that adapters either all touch at a place or all leave alone.
   *
   * @param groups of those that touch, empty where none does
   */
  record Run(int first, int rows, List<Group> groups) {
    boolean touched() {
      return !groups.isEmpty();
    }
  }

  /**
   * What a product is compiled for.
   *
   * @param inWidth numbers from one row to the next
   * @param outWidth the same of the result
   * @param added whether it is added to what is there
   */
  private record Form(int rows, int in, int inWidth, int out, int outWidth, boolean added) {}

  private final Dnnl dnnl;
  private final ModelInfo model;
  private final Format format;
  private final AdapterFactors factors;
  private final Map<Form, Operation> compiled = new HashMap<>();
  private final Rows down; // [rows, r]

  /**
   * None so far.
   *
   * @param format of the rows that are updated, and of the factors' copies
   */
  LowRank(Dnnl dnnl, ModelInfo model, Format format, AdapterFactors factors) {
    this.dnnl = dnnl;
    this.model = model;
    this.format = format;
    this.factors = factors;
    down = new Rows(format, 1);
  }

  /** Whether the group's adapter touches one of the sites. */
  private static boolean touches(Group group, Set<Site> sites) {
    return ((Lora) group.adapter().method())
        .targets().stream().map(Site::of).anyMatch(sites::contains);
  }

  /**
   * All rows from the first on, cut where adapters begin or cease to touch one of the sites.
   *
   * @param groups in the order of their rows
   */
  static List<Run> runs(int rows, List<Group> groups, Set<Site> sites) {
    List<Run> runs = new ArrayList<>();
    int next = 0;
    for (Group group : groups) {
      if (touches(group, sites)) {
        if (group.first() > next) {
          runs.add(new Run(next, group.first() - next, List.of()));
        }
        runs.add(new Run(group.first(), group.rows(), List.of(group)));
        next = group.first() + group.rows();
      }
    }
    if (next < rows) {
      runs.add(new Run(next, rows - next, List.of()));
    }
    return runs;
  }

  /**
   * Adds the updates of one target. Products are of 8 rows or of twice, four times … as many, so
   * that few kernels are made, and that a row gets the same bits in every batch; the rows behind a
   * group's gain zeros.
   *
   * @param x {@code [rows, in]}
   * @param y where the target's columns of the first row begin
   * @param width numbers from one row of {@code y} to the next
   */
  void add(int layer, Target target, List<Group> groups, long x, long y, int width) {
    int in = target.in(model);
    int out = target.out(model);
    var key = new LoraKey(layer, target);
    for (Group group : groups) {
      AdapterFactors.Factors own = factors.of(group.adapter());
      Long a = own.a(key);
      if (a == null) {
        continue;
      }
      int r = own.r();
      int end = group.first() + group.rows();
      for (int row = group.first(); row < end; ) {
        int rows = Math.min(MOST_ROWS, Integer.highestOneBit(Steps.up(end - row)));
        down.reserve(rows * r);
        long from = x + (long) row * in * format.bytes();
        long to = y + (long) row * width * format.bytes();
        down(rows, in, r, from, a);
        down.clear(Math.min(end - row, rows) * r, rows * r);
        product(new Form(rows, r, r, out, width, true)).run(down.at(0), own.b(key), to);
        row += rows;
      }
    }
  }

  /** From rows of {@code in} to {@code down}, in slices that are added up. */
  private void down(int rows, int in, int r, long x, long a) {
    int most = r <= NARROW ? MOST_IN : MOST_IN_WIDE;
    for (int first = 0; first < in; first += most) {
      long skipped = (long) first * format.bytes();
      product(new Form(rows, Math.min(most, in - first), in, r, r, first > 0))
          .run(x + skipped, a + skipped, down.at(0));
    }
  }

  private Operation product(Form form) {
    return compiled.computeIfAbsent(form, this::compile);
  }

  /** {@code x · wᵀ}, with {@code w [out, inWidth]}. */
  private Operation compile(Form form) {
    try (var shapes = new Shapes()) {
      int type = format.type();
      long[] given = {form.rows(), form.in()};
      var x = shapes.strided(type, given, new long[] {form.inWidth(), 1});
      long[] factors = {form.in(), form.out()};
      var w = shapes.strided(type, factors, new long[] {1, form.inWidth()});
      long[] result = {form.rows(), form.out()};
      var y = shapes.strided(type, result, new long[] {form.outWidth(), 1});
      var attributes = new Attributes();
      if (form.added()) {
        attributes.added(type);
      }
      try (attributes) {
        return Matmul.compile(dnnl, x, w, y, attributes);
      }
    }
  }

  @Override
  public void close() {
    compiled.values().forEach(Operation::close);
    down.close();
  }
}

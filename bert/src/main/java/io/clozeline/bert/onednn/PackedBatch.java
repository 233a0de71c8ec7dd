package io.clozeline.bert.onednn;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.adapter.Adapter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A batch as rows without gaps: sequences of one adapter one after the other, and among them those
 * of one length.
 */
final class PackedBatch {
  private static final Comparator<EncoderInput> ORDER =
      Comparator.<EncoderInput, String>comparing(
              input -> input.adapter() == null ? "" : input.adapter().digest())
          .thenComparing(input -> input.sequence().length())
          .thenComparing(input -> input.sequence().selected().length);

  private final int[] order;
  private final List<EncoderInput> inputs;
  private final int[] lengths;
  private final int[] selected;
  private final int[] ends;

  /** Sequences of which nothing is selected are left out. */
  PackedBatch(List<EncoderInput> batch) {
    this(batch, order(batch));
  }

  private PackedBatch(List<EncoderInput> batch, int[] order) {
    this(order, IntStream.of(order).mapToObj(batch::get).toList());
  }

  private PackedBatch(int[] order, List<EncoderInput> inputs) {
    this.order = order;
    this.inputs = inputs;
    lengths = inputs.stream().mapToInt(input -> input.sequence().length()).toArray();
    selected = inputs.stream().mapToInt(input -> input.sequence().selected().length).toArray();
    ends = ends(inputs, lengths);
  }

  private static int[] order(List<EncoderInput> batch) {
    return IntStream.range(0, batch.size())
        .filter(i -> batch.get(i).sequence().selected().length > 0)
        .boxed()
        .sorted(Comparator.comparing(batch::get, ORDER))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** In so many parts or fewer, one after the other, of about as many tokens each. */
  List<PackedBatch> split(int count) {
    List<PackedBatch> parts = new ArrayList<>();
    int all = tokens();
    int before = 0;
    int first = 0;
    for (int i = 0; i < lengths.length; i++) {
      before += lengths[i];
      boolean last = i == lengths.length - 1;
      // An input belongs to the part that its middle lies in.
      int next = last ? 0 : before + lengths[i + 1] / 2;
      if (last || (long) next * count >= (long) all * (parts.size() + 1)) {
        parts.add(part(first, i + 1));
        first = i + 1;
      }
    }
    return parts;
  }

  private PackedBatch part(int from, int to) {
    return new PackedBatch(Arrays.copyOfRange(order, from, to), inputs.subList(from, to));
  }

  List<EncoderInput> inputs() {
    return inputs;
  }

  /** Where the input of that index was in the batch. */
  int place(int index) {
    return order[index];
  }

  /** Tokens of each. */
  int[] lengths() {
    return lengths;
  }

  /** Selected positions of each. */
  int[] selected() {
    return selected;
  }

  int tokens() {
    return IntStream.of(lengths).sum();
  }

  int selectedRows() {
    return IntStream.of(selected).sum();
  }

  /**
   * The rows of each adapter.
   *
   * @param rows of each input
   */
  List<LowRank.Group> groups(int[] rows) {
    List<LowRank.Group> groups = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < rows.length; ) {
      Adapter adapter = inputs.get(i).adapter();
      int own = 0;
      for (; i < rows.length && same(adapter, inputs.get(i).adapter()); i++) {
        own += rows[i];
      }
      if (adapter != null) {
        groups.add(new LowRank.Group(adapter, first, own));
      }
      first += own;
    }
    return groups;
  }

  /** For each input, the row of all tokens before which the inputs of its adapter end. */
  int[] ends() {
    return ends;
  }

  private static int[] ends(List<EncoderInput> inputs, int[] lengths) {
    int[] ends = new int[lengths.length];
    int end = IntStream.of(lengths).sum();
    for (int i = lengths.length - 1, after = end; i >= 0; i--) {
      if (i < lengths.length - 1 && !same(inputs.get(i).adapter(), inputs.get(i + 1).adapter())) {
        end = after;
      }
      ends[i] = end;
      after -= lengths[i];
    }
    return ends;
  }

  private static boolean same(Adapter one, Adapter other) {
    return one == null ? other == null : one.equals(other);
  }
}

package io.clozeline.encoder.pass;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.Sequence;
import java.util.Arrays;
import java.util.BitSet;

/** A sequence that is encoded once for all who need it, and what the model made of it. */
final class SharedSequence {
  /** What makes sequences equal; which of their positions are selected does not. */
  record Key(int[] inputIds, int[] typeIds, String adapter) {
    static Key of(EncoderInput input) {
      return new Key(
          input.sequence().inputIds(),
          input.sequence().typeIds(),
          input.adapter() == null ? null : input.adapter().digest());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && Arrays.equals(inputIds, that.inputIds)
          && Arrays.equals(typeIds, that.typeIds)
          && (adapter == null ? that.adapter == null : adapter.equals(that.adapter));
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(inputIds) + (adapter == null ? 0 : adapter.hashCode());
    }
  }

  private final Key key;
  private final EncoderInput first;
  private final BitSet selected = new BitSet();
  private float[][] vectors; // [selected][hidden]
  private Outcome.Failed failure;

  SharedSequence(Key key, EncoderInput first) {
    this.key = key;
    this.first = first;
  }

  void select(int[] positions) {
    Arrays.stream(positions).forEach(selected::set);
  }

  int length() {
    return first.sequence().length();
  }

  /** The sequence with all positions that anybody needs. */
  EncoderInput input() {
    var sequence = first.sequence();
    return new EncoderInput(
        new Sequence(sequence.inputIds(), sequence.typeIds(), positions()), first.adapter());
  }

  void encoded(float[][] vectors) {
    this.vectors = vectors;
  }

  /** Whether {@code repeats} has all that is needed of it; what it has is not lost otherwise. */
  boolean recall(Repeats repeats) {
    var known = repeats.of(key);
    known.flatMap(before -> before.at(positions())).ifPresent(this::encoded);
    if (vectors == null) {
      known.ifPresent(before -> select(before.positions()));
    }
    return vectors != null;
  }

  void remember(Repeats repeats) {
    repeats.put(key, new Repeats.Known(positions(), vectors));
  }

  void fail(Outcome.Failed failure) {
    this.failure = failure;
  }

  /** What it is for one who needs these positions. */
  Batches.Result result(int[] needed) {
    if (failure != null) {
      return new Batches.Result(null, failure);
    }
    int[] all = positions();
    float[][] own =
        Arrays.stream(needed)
            .mapToObj(position -> vectors[Arrays.binarySearch(all, position)])
            .toArray(float[][]::new);
    return new Batches.Result(own, null);
  }

  private int[] positions() {
    return selected.stream().toArray();
  }
}

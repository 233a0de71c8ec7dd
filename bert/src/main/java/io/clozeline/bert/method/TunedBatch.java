package io.clozeline.bert.method;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the sequences of a batch are encoded under.
 *
 * @param distinct each of them once
 * @param ofSequence for each sequence 1 more than its place among those, 0 for the base model
 * @param seq tokens of the padded batch
 */
public record TunedBatch(List<Tuned> distinct, int[] ofSequence, int seq) {
  public TunedBatch {
    distinct = List.copyOf(distinct);
  }

  /**
   * Those of a batch.
   *
   * @param tuned one for each sequence, null for the base model
   */
  public static TunedBatch of(List<? extends Tuned> tuned, int seq) {
    Map<String, Integer> places = new LinkedHashMap<>();
    List<Tuned> distinct = new ArrayList<>();
    int[] ofSequence = new int[tuned.size()];
    for (int i = 0; i < ofSequence.length; i++) {
      Tuned own = tuned.get(i);
      if (own != null) {
        ofSequence[i] =
            places.computeIfAbsent(
                own.digest(),
                digest -> {
                  distinct.add(own);
                  return distinct.size();
                });
      }
    }
    return new TunedBatch(distinct, ofSequence, seq);
  }

  /** The name of the input that {@link #feedPlaces} gives, {@code [batch]}. */
  public static final String PLACES = "adapter_of_sequence";

  /** Numbers of one layer. */
  @FunctionalInterface
  public interface OfLayer {
    /** Those of {@code tuned}; null where it has none there. */
    float[] of(Tuned tuned, int layer);
  }

  /** Gives {@link #ofSequence}. */
  public void feedPlaces(BatchFeed into) {
    into.ints(PLACES, ofSequence, ofSequence.length);
  }

  /**
   * A row for each of {@link #distinct}, behind one for the base model: {@code [layers, distinct +
   * 1, width]}.
   *
   * @param neutral what changes nothing
   */
  public float[] rows(int layers, int width, float neutral, OfLayer numbers) {
    int count = distinct.size() + 1;
    float[] rows = Numbers.all((long) layers * count * width, neutral);
    for (int layer = 0; layer < layers; layer++) {
      for (int i = 0; i < distinct.size(); i++) {
        float[] own = numbers.of(distinct.get(i), layer);
        if (own != null) {
          System.arraycopy(own, 0, rows, (layer * count + i + 1) * width, own.length);
        }
      }
    }
    return rows;
  }

  public int sequences() {
    return ofSequence.length;
  }

  /** What the sequence in that row is encoded under; null for the base model. */
  public Tuned of(int row) {
    return ofSequence[row] == 0 ? null : distinct.get(ofSequence[row] - 1);
  }
}

package io.clozeline.bert.training;

import io.clozeline.bert.Sequence;
import java.util.List;

/**
 * Examples as the training graph reads them.
 *
 * @param inputIds {@code [batch, seq]}, and so {@code typeIds}
 * @param selected {@code [batch]}, the position that the head reads, in the flattened batch
 */
record ExampleBatch(
    int seq, int[] inputIds, int[] typeIds, int[] lengths, int[] selected, int[] labels) {

  static ExampleBatch of(List<LabelledSequence> examples, int seq) {
    int size = examples.size();
    ExampleBatch batch =
        new ExampleBatch(
            seq,
            new int[size * seq],
            new int[size * seq],
            new int[size],
            new int[size],
            new int[size]);
    for (int row = 0; row < size; row++) {
      Sequence sequence = examples.get(row).sequence();
      System.arraycopy(sequence.inputIds(), 0, batch.inputIds, row * seq, sequence.length());
      System.arraycopy(sequence.typeIds(), 0, batch.typeIds, row * seq, sequence.length());
      batch.lengths[row] = sequence.length();
      batch.selected[row] = row * seq + sequence.selected()[0];
      batch.labels[row] = examples.get(row).label();
    }
    return batch;
  }

  int size() {
    return lengths.length;
  }
}

package io.clozeline.bert.tensorflow;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.encoder.BatchPlan;
import java.util.List;

/**
 * A batch as the graph reads it: flat arrays, row by row.
 *
 * @param inputIds {@code [batch, seq]}
 * @param typeIds {@code [batch, seq]}
 * @param lengths {@code [batch]}
 * @param selected {@code [selected]}, positions in the flattened batch
 */
record PaddedBatch(int seq, int[] inputIds, int[] typeIds, int[] lengths, int[] selected) {

  /** The batch with what the methods of its adapters put before its sequences. */
  static PaddedBatch of(List<EncoderInput> batch) {
    List<Sequence> sequences = batch.stream().map(PaddedBatch::prepared).toList();
    int[] lengths = sequences.stream().mapToInt(Sequence::length).toArray();
    int seq = BatchPlan.paddedTokens(lengths) / lengths.length;
    int[] inputIds = new int[lengths.length * seq];
    int[] typeIds = new int[lengths.length * seq];
    int[] selected =
        new int[batch.stream().mapToInt(input -> input.sequence().selected().length).sum()];
    int next = 0;
    for (int row = 0; row < lengths.length; row++) {
      Sequence sequence = sequences.get(row);
      System.arraycopy(sequence.inputIds(), 0, inputIds, row * seq, lengths[row]);
      System.arraycopy(sequence.typeIds(), 0, typeIds, row * seq, lengths[row]);
      for (int position : sequence.selected()) {
        selected[next++] = row * seq + position;
      }
    }
    return new PaddedBatch(seq, inputIds, typeIds, lengths, selected);
  }

  private static Sequence prepared(EncoderInput input) {
    return input.adapter() == null
        ? input.sequence()
        : input.adapter().method().prepared(input.sequence());
  }

  /** Cuts {@code [selected, hidden]} into {@code [sequence][selected][hidden]}. */
  static float[][][] cut(float[] vectors, int hidden, List<EncoderInput> batch) {
    float[][][] cut = new float[batch.size()][][];
    int from = 0;
    for (int row = 0; row < cut.length; row++) {
      cut[row] = new float[batch.get(row).sequence().selected().length][hidden];
      for (float[] vector : cut[row]) {
        System.arraycopy(vectors, from, vector, 0, hidden);
        from += hidden;
      }
    }
    return cut;
  }
}

package io.clozeline.bert.training;

import io.clozeline.bert.Sequence;
import io.clozeline.bert.training.objective.Objective;
import java.util.Arrays;
import java.util.List;

/**
 * Examples as the training graph reads them. Each sequence has the same number of slots, so that
 * few shapes occur; an empty slot reads the sequence's first token and teaches nothing.
 *
 * @param inputIds {@code [batch, seq]}, and so {@code typeIds}
 * @param selected {@code [batch, slots]}, positions in the flattened batch
 * @param absent {@code [batch, slots]}, added to a span's scores: far below zero in empty slots
 * @param classes {@code [rows]}, read when the whole vocabulary answers
 * @param targets {@code [rows, outputs]}, read otherwise
 * @param shares {@code [rows]}, what each row adds to the mean; zero teaches nothing
 */
record ExampleBatch(
    int seq,
    int slots,
    int[] inputIds,
    int[] typeIds,
    int[] lengths,
    int[] selected,
    float[] absent,
    int[] classes,
    float[] targets,
    float[] shares) {
  private static final float FAR_BELOW = -1e9f;

  static ExampleBatch of(
      List<LabelledSequence> examples, int seq, Answering answering, Objective objective) {
    int size = examples.size();
    int slots = slots(examples, answering);
    int perExample =
        objective.overPositions() ? 2 : answering instanceof VerbalizerAnswering ? 1 : slots;
    int outputs = objective.overPositions() ? slots : answering.outputs();
    boolean dense = !(answering instanceof VocabularyAnswering);
    ExampleBatch batch =
        new ExampleBatch(
            seq,
            slots,
            new int[size * seq],
            new int[size * seq],
            new int[size],
            new int[size * slots],
            new float[size * slots],
            new int[size * perExample],
            new float[dense ? size * perExample * outputs : 0],
            new float[size * perExample]);
    for (int row = 0; row < size; row++) {
      batch.place(examples.get(row).sequence(), row);
      int rows = Rows.count(examples.get(row), answering, objective);
      batch.teach(examples.get(row), row * perExample, rows, dense ? outputs : 0);
    }
    batch.share();
    return batch;
  }

  private static int slots(List<LabelledSequence> examples, Answering answering) {
    if (answering instanceof VerbalizerAnswering verbalizer) {
      return verbalizer.head().masks();
    }
    int most = examples.stream().mapToInt(e -> e.sequence().selected().length).max().orElseThrow();
    int step = most <= 4 ? 1 : most <= 64 ? 8 : 32;
    return (most + step - 1) / step * step;
  }

  private void place(Sequence sequence, int row) {
    System.arraycopy(sequence.inputIds(), 0, inputIds, row * seq, sequence.length());
    System.arraycopy(sequence.typeIds(), 0, typeIds, row * seq, sequence.length());
    lengths[row] = sequence.length();
    int[] wanted = sequence.selected();
    for (int slot = 0; slot < slots; slot++) {
      boolean there = slot < wanted.length;
      selected[row * slots + slot] = row * seq + (there ? wanted[slot] : 0);
      absent[row * slots + slot] = there ? 0 : FAR_BELOW;
    }
  }

  private void teach(LabelledSequence example, int from, int rows, int outputs) {
    for (int row = 0; row < rows; row++) {
      int right = example.classes() == null ? 0 : example.classes()[row];
      classes[from + row] = Math.max(right, 0);
      shares[from + row] = right < 0 ? 0 : 1;
      if (outputs == 0 || right < 0) {
        continue;
      }
      int to = (from + row) * outputs;
      if (example.targets() == null) {
        targets[to + right] = 1;
      } else {
        int width = example.targets().length / rows;
        System.arraycopy(example.targets(), row * width, targets, to, width);
      }
    }
  }

  private void share() {
    float taught = 0;
    for (float share : shares) {
      taught += share;
    }
    if (taught > 0) {
      float each = 1 / taught;
      for (int i = 0; i < shares.length; i++) {
        shares[i] *= each;
      }
    } else {
      Arrays.fill(shares, 0);
    }
  }

  int size() {
    return lengths.length;
  }
}

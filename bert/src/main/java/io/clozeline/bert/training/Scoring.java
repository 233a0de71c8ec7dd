package io.clozeline.bert.training;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.Target;
import io.clozeline.bert.encoder.BatchPlan;
import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.training.objective.Objective;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Answers without training, batched by length. */
record Scoring(ModelInfo model, LoadedWeights<?> weights) {
  private static final TokenBudget BUDGET = new TokenBudget(1024, 32);

  float[][] of(List<Sequence> sequences, Adapter adapter, Reading reading, Answering answering) {
    if (reading.fixed() == null && (adapter == null || adapter.classifier() == null)) {
      throw new IllegalArgumentException("a linear head's scores need an adapter that brings it");
    }
    LinearHead head = reading.fixed() == null ? adapter.classifier() : reading.fixed();
    Set<Target> targets =
        adapter == null ? EnumSet.of(Target.QUERY) : EnumSet.copyOf(adapter.config().targets());
    Parameters parameters =
        adapter == null
            ? Parameters.start(model, targets, 1, head, reading, new Random(0))
            : Parameters.goingOn(adapter, head, reading);
    Layout layout = new Layout(targets, reading.kind(), Objective.SOFTMAX, false);
    double scale = adapter == null ? 1 : adapter.config().scale();
    int[] lengths = sequences.stream().mapToInt(Sequence::length).toArray();
    Batches padding = new Batches(lengths, 1, new Random(0));
    float[][] all = new float[lengths.length][];
    for (int[] of : BatchPlan.of(lengths, BUDGET)) {
      List<LabelledSequence> batch =
          Arrays.stream(of).mapToObj(i -> unlabelled(sequences.get(i), answering)).toList();
      ExampleBatch fed =
          ExampleBatch.of(batch, padding.paddedLength(of), answering, Objective.SOFTMAX);
      float[] scores = weights.scores(layout, fed, parameters, scale);
      int outputs = scores.length / of.length;
      for (int row = 0; row < of.length; row++) {
        all[of[row]] = Arrays.copyOfRange(scores, row * outputs, (row + 1) * outputs);
      }
    }
    return all;
  }

  private static LabelledSequence unlabelled(Sequence sequence, Answering answering) {
    int[] selected = sequence.selected();
    int read = answering instanceof VerbalizerAnswering words ? words.head().masks() : 1;
    if (selected.length < read) {
      throw new IllegalArgumentException(selected.length + " selected positions, expected " + read);
    }
    return LabelledSequence.of(
        new Sequence(sequence.inputIds(), sequence.typeIds(), Arrays.copyOf(selected, read)), 0);
  }
}

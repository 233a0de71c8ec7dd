package io.clozeline.bert.training;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.encoder.BatchPlan;
import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.training.objective.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Answers without training, batched by length. */
record Scoring(ModelInfo model, LoadedWeights<?> weights) {
  private static final TokenBudget BUDGET = new TokenBudget(1024, 32);

  /** Begins as the base model, and stays so. */
  private static final Method NOTHING = new Lora(1, 1, List.of(Target.QUERY));

  /** Where each position has a score for each word. */
  private static final TokenBudget WIDE = new TokenBudget(256, 4);

  float[][] of(List<Sequence> sequences, Adapter adapter, Reading reading, Answering answering) {
    if (reading.fixed() == null && (adapter == null || adapter.classifier() == null)) {
      throw new IllegalArgumentException("a linear head's scores need an adapter that brings it");
    }
    LinearHead head = reading.fixed() == null ? adapter.classifier() : reading.fixed();
    Method method = adapter == null ? NOTHING : adapter.method();
    Parameters parameters =
        adapter == null
            ? Parameters.start(model, method, head, reading, new Random(0))
            : Parameters.goingOn(model, adapter, head, reading);
    Layout layout = Layout.of(method, reading.kind(), Objective.SOFTMAX, false);
    List<Sequence> read = sequences.stream().map(method::prepared).toList();
    int[] lengths = read.stream().mapToInt(Sequence::length).toArray();
    Batches padding = new Batches(lengths, 1, new Random(0));
    float[][] all = new float[lengths.length][];
    TokenBudget budget = answering instanceof VocabularyAnswering ? WIDE : BUDGET;
    for (int[] of : BatchPlan.of(lengths, budget)) {
      List<LabelledSequence> batch =
          Arrays.stream(of).mapToObj(i -> unlabelled(read.get(i), answering)).toList();
      ExampleBatch fed =
          ExampleBatch.of(batch, padding.paddedLength(of), answering, Objective.SOFTMAX);
      float[] scores = weights.scores(layout, fed, parameters);
      int stride = scores.length / of.length; // of all slots, filled or not
      for (int row = 0; row < of.length; row++) {
        int length = rows(batch.get(row)) * answering.outputs();
        all[of[row]] = Arrays.copyOfRange(scores, row * stride, row * stride + length);
      }
    }
    return all;
  }

  private static int rows(LabelledSequence unlabelled) {
    return unlabelled.classes().length;
  }

  /** The masks of a verbalizer make one row together; else each selected position makes its own. */
  private static LabelledSequence unlabelled(Sequence sequence, Answering answering) {
    int[] selected = sequence.selected();
    boolean together = answering instanceof VerbalizerAnswering;
    int read = together ? ((VerbalizerAnswering) answering).head().masks() : selected.length;
    if (selected.length < read || read == 0) {
      throw new IllegalArgumentException(selected.length + " selected positions, expected " + read);
    }
    int[] nothing = new int[together ? 1 : read];
    Arrays.fill(nothing, -1);
    return new LabelledSequence(
        new Sequence(sequence.inputIds(), sequence.typeIds(), Arrays.copyOf(selected, read)),
        nothing,
        null);
  }
}

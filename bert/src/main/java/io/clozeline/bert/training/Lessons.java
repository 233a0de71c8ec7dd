package io.clozeline.bert.training;

import io.clozeline.bert.training.objective.Objective;
import java.util.List;
import java.util.Objects;

/**
 * What is to be learnt, and through which head.
 *
 * @param labels as the adapter's configuration names them; with a linear head one for each output
 */
public record Lessons(
    String task,
    List<String> labels,
    Answering answering,
    Objective objective,
    List<LabelledSequence> sequences) {
  public Lessons {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(objective, "objective");
    labels = List.copyOf(labels);
    sequences = List.copyOf(sequences);
    if (sequences.isEmpty() || labels.isEmpty()) {
      throw new IllegalArgumentException("training needs examples and a label");
    }
    if (!(answering instanceof VocabularyAnswering) && answering.outputs() != labels.size()) {
      throw new IllegalArgumentException(
          "the head has " + answering.outputs() + " outputs, the task " + labels.size());
    }
    if (objective.overPositions()
        && !(answering instanceof LinearAnswering linear && linear.outputs() == 2)) {
      throw new IllegalArgumentException("a span needs a linear head of two outputs");
    }
    for (LabelledSequence sequence : sequences) {
      Rows.check(sequence, answering, objective);
    }
  }
}

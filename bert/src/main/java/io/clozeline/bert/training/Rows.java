package io.clozeline.bert.training;

import io.clozeline.bert.training.objective.Objective;

/** Which rows of scores an example has. */
final class Rows {
  private Rows() {}

  static void check(LabelledSequence example, Answering answering, Objective objective) {
    if (answering instanceof VocabularyAnswering
        && (example.classes() == null || objective != Objective.SOFTMAX)) {
      throw new IllegalArgumentException("the whole vocabulary is trained by classes and softmax");
    }
    int rows = count(example, answering, objective);
    int selected = example.sequence().selected().length;
    int outputs = objective.overPositions() ? selected : answering.outputs();
    if (answering instanceof VerbalizerAnswering verbalizer
        && selected < verbalizer.head().masks()) {
      throw new IllegalArgumentException(
          selected + " masks, the words need " + verbalizer.head().masks());
    }
    if (example.targets() != null && example.targets().length != rows * outputs) {
      throw new IllegalArgumentException(
          example.targets().length + " targets, expected " + rows * outputs);
    }
    if (example.classes() != null && example.classes().length != rows) {
      throw new IllegalArgumentException(example.classes().length + " classes, expected " + rows);
    }
    for (int i = 0; example.classes() != null && i < rows; i++) {
      if (example.classes()[i] >= outputs) {
        throw new IllegalArgumentException("class " + example.classes()[i] + " of " + outputs);
      }
    }
  }

  /** Rows of one example: its span's two ends, its one answer, or its selected positions. */
  static int count(LabelledSequence example, Answering answering, Objective objective) {
    if (objective.overPositions()) {
      return 2;
    }
    return answering instanceof VerbalizerAnswering ? 1 : example.sequence().selected().length;
  }
}

package io.clozeline.bert.training;

/** The head that is trained through. */
public sealed interface Answering
    permits LinearAnswering, VerbalizerAnswering, VocabularyAnswering {
  /** Scores of one row. */
  int outputs();
}

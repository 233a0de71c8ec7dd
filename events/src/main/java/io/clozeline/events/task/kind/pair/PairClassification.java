package io.clozeline.events.task.kind.pair;

import io.clozeline.events.task.Texts;
import io.clozeline.events.task.kind.classification.Classification;

/** One label for a pair of texts. */
public class PairClassification extends Classification {
  @Override
  public String text() {
    return "pair-classification";
  }

  @Override
  public Texts texts() {
    return Texts.TWO;
  }
}

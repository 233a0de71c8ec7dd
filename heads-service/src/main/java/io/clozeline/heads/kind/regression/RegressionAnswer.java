package io.clozeline.heads.kind.regression;

import io.clozeline.events.Annotation.Uncertainty;
import io.clozeline.heads.answer.Answer;

/** A number within the range; the number alone does not tell how sure it is. */
record RegressionAnswer(Double value, String head) implements Answer {
  @Override
  public Uncertainty uncertainty() {
    return null;
  }
}

package io.clozeline.heads.kind.regression;

import io.clozeline.events.Annotation.Uncertainty;
import io.clozeline.heads.answer.Answer;

/**
 * A number within the range.
 *
 * @param uncertainty null where the number alone was asked for, which does not tell how sure it is
 */
record RegressionAnswer(Double value, Uncertainty uncertainty, String head) implements Answer {}

package io.clozeline.bert.training;

import io.clozeline.bert.method.Method;
import io.clozeline.bert.training.objective.Objective;

/**
 * What decides the operations of a training graph; plans of one layout share a graph.
 *
 * @param structure of the method, see {@link Method#structure}
 */
record Layout(Object structure, Answers answers, Objective objective, boolean dropout) {
  static Layout of(Method method, Answers answers, Objective objective, boolean dropout) {
    return new Layout(method.structure(), answers, objective, dropout);
  }
}

package io.clozeline.bert.training;

import io.clozeline.bert.adapter.Target;
import io.clozeline.bert.training.objective.Objective;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What decides the operations of a training graph; plans of one layout share a graph.
 *
 * @param targets in the order of the enum
 */
record Layout(Set<Target> targets, Answers answers, Objective objective, boolean dropout) {

  Layout {
    targets = Collections.unmodifiableSet(EnumSet.copyOf(targets));
  }
}

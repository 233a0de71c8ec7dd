package io.clozeline.deploy.evaluate.kind;

import io.clozeline.deploy.evaluate.data.Item;
import io.clozeline.events.Annotation;
import java.util.Map;

/** Counts the answers to the rows of a data set. Used by one thread at a time. */
public interface Scorecard {
  /** Counts one answer; {@code said} null for a text that got none, which is wrong. */
  void add(Item item, Annotation said);

  /** The figures so far by name, the kind's usual one first. */
  Map<String, Double> figures();
}

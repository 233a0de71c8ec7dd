package io.clozeline.deploy.evaluate.metric;

/**
 * One figure of merit over many answers. Not safe for use by several threads.
 *
 * @param <G> what is right
 * @param <S> what was said
 */
public interface Metric<G, S> {
  /** As in tables and JSON, for example {@code macro F1}. */
  String name();

  /** Counts one answer; {@code said} null is no answer, which is wrong. */
  void add(G gold, S said);

  /** The figure so far; 0 before the first answer and wherever it is not defined. */
  double value();
}

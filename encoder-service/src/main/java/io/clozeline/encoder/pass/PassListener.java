package io.clozeline.encoder.pass;

/** Hears of every batch that the model computed, for metrics. */
public interface PassListener {
  /**
   * A batch is done.
   *
   * @param tokens tokens of its sequences
   * @param padded tokens that were computed, padding included
   */
  void batch(int sequences, int tokens, int padded, long nanos);

  /** So many sequences were not computed, because an equal one was. */
  default void shared(int sequences) {}

  /** So many sequences were not computed, because they are known from an earlier batch. */
  default void repeated(int sequences) {}
}

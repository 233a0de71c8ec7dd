package io.clozeline.bert.setup;

/** Told how far a long preparation is. */
@FunctionalInterface
public interface Progress {
  /** Nobody watches. */
  Progress SILENT = (step, fraction) -> {};

  /**
   * One step forward.
   *
   * @param step what is being done, in words
   * @param fraction how much of that step is done, 0 to 1
   */
  void report(String step, double fraction);
}

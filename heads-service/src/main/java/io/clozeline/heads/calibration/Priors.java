package io.clozeline.heads.calibration;

/**
 * Keeps a prior for each task, and one more for what it answers with demonstrations; what one
 * partition's texts have taught stays with the partition.
 */
public interface Priors {
  /** The prior under {@code key}, or null before its first text. */
  Prior get(String key);

  void put(String key, Prior prior);
}

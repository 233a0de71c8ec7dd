package io.clozeline.heads.calibration;

/** Keeps a prior for each task; what one partition's texts have taught stays with the partition. */
public interface Priors {
  /** The prior of {@code task}, or null before its first text. */
  Prior get(String task);

  void put(String task, Prior prior);
}

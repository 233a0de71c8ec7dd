package io.clozeline.heads.review;

/** Hears what is sent to people and what is asked of texts, for metrics. */
public interface ReviewListener {
  /** What became of a text of {@code task} in {@code partition}. */
  void offered(int partition, String task, Verdict verdict);

  /** Nobody is asked about {@code task} any more, or {@code partition} is somebody else's. */
  void ended(int partition, String task);
}

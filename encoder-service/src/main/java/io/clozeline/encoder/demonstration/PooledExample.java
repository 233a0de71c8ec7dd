package io.clozeline.encoder.demonstration;

import io.clozeline.bert.Sequence;
import io.clozeline.bert.adapter.Adapter;

/** An example that may be shown. Its vector is of the adapter that it was last encoded under. */
final class PooledExample {
  private final String id;
  private final Sequence query;
  private final int[][] demonstrations;
  private String adapter;
  private float[] vector; // [hidden], null until it was encoded

  /**
   * @param id of its document
   * @param query the example's first sequence, its first mask selected
   * @param demonstrations for each pattern the ids to put behind a text, up to the {@code [SEP]} at
   *     their end; [patterns][tokens]
   */
  PooledExample(String id, Sequence query, int[][] demonstrations) {
    this.id = id;
    this.query = query;
    this.demonstrations = demonstrations;
  }

  String id() {
    return id;
  }

  Sequence query() {
    return query;
  }

  int[] demonstration(int pattern) {
    return demonstrations[pattern];
  }

  /** The vector at its mask under {@code adapter}, null before it was encoded so. */
  float[] vector(Adapter adapter) {
    return vector != null && digest(adapter).equals(this.adapter) ? vector : null;
  }

  void encoded(Adapter adapter, float[] vector) {
    this.adapter = digest(adapter);
    this.vector = vector;
  }

  private static String digest(Adapter adapter) {
    return adapter == null ? "" : adapter.digest();
  }
}

package io.clozeline.bert.onednn;

import java.util.Iterator;
import java.util.List;

/** The two wide products of a layer with GELU between them, added to what went in. */
interface FeedForward extends AutoCloseable {
  /** Weights of both products as they like them. */
  interface Weights extends AutoCloseable {
    @Override
    void close();
  }

  /** Lays weights out, in parts that may be kept. */
  List<Memory> pack(StoredDense intermediate, StoredDense output);

  /** Takes its parts from the next ones. */
  Weights weights(Iterator<Memory> parts);

  /** How weights lie, for a digest. */
  String layout();

  /** Makes room for so many rows. */
  void reserve(int rows);

  /**
   * Computes it in place.
   *
   * @param x {@code [rows, hidden]}, with room for as many as {@link Steps#up} makes of them
   * @param groups of the rows, by adapter
   */
  void run(Weights weights, int layer, long x, int rows, List<LowRank.Group> groups);

  @Override
  void close();
}

package io.clozeline.bert.onednn;

import java.util.Iterator;
import java.util.List;

/**
 * Products {@code x · W + b} of given widths with any number of rows, and what is done to them
 * while they are still in the processor's cache.
 */
interface Product extends AutoCloseable {
  /** Weights as the product likes them. */
  interface Weights extends AutoCloseable {
    @Override
    void close();
  }

  /** Lays weights out, in parts that may be kept. */
  List<Memory> pack(StoredDense stored);

  /** Takes its parts from the next ones. */
  Weights weights(Iterator<Memory> parts);

  /**
   * Multiplies; both matrices need room for {@link Steps#MOST} rows more.
   *
   * @param x {@code [rows, in]}
   * @param y {@code [rows, out]}
   * @param after without vectors, its result in 32 bits
   */
  void run(Weights weights, long x, long y, int rows, After after);

  /** How weights lie, for a digest. */
  String layout();

  @Override
  void close();
}

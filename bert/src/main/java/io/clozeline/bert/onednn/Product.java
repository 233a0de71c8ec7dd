package io.clozeline.bert.onednn;

/**
 * Products {@code x · W + b} of given widths with any number of rows, and what is done to them
 * while they are still in the processor's cache.
 */
interface Product extends AutoCloseable {
  /** What becomes of a product. */
  enum Then {
    NOTHING,
    GELU,
    /** It is added to what is in the output. */
    ADDED
  }

  /** Weights as the product likes them. */
  interface Weights extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Lays weights out.
   *
   * @param kernel {@code [in, out]}
   * @param bias {@code [out]}
   * @param range of {@code x}, its columns; null where nobody has looked, which is enough for
   *     products in 32 bits
   */
  Weights pack(float[] kernel, float[] bias, Range range);

  /**
   * Multiplies; both matrices need room for as many rows as {@link Steps#up} makes of them.
   *
   * @param x {@code [rows, in]}
   * @param y {@code [rows, out]}
   */
  void run(Weights weights, long x, long y, int rows);

  /** The same with the same weights, of which something else becomes; closed before this one. */
  Product then(Then other);

  @Override
  void close();
}

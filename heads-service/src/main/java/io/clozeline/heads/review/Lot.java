package io.clozeline.heads.review;

/**
 * A draw that is the same for the same text however often it is read, as after a crash: a 64-bit
 * FNV-1a hash, mixed by the finalizer of SplitMix64 (Steele et al. 2014).
 */
final class Lot {
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final int PRECISION = 53; // of a double

  private Lot() {}

  /** A number for the text {@code id}, which differs from others'. */
  static long number(String id) {
    long hash = BASIS;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * PRIME;
    }
    return mixed(hash);
  }

  /** From 0 to below 1; another one for each {@code use}. */
  static double of(long number, int use) {
    return (mixed(number + use) >>> Long.SIZE - PRECISION) * 0x1p-53;
  }

  private static long mixed(long number) {
    long z = number + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}

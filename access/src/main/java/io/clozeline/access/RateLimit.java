package io.clozeline.access;

/**
 * A token bucket: it fills at a rate up to a burst, and each request takes one. Safe for use by
 * many threads.
 */
final class RateLimit {
  private static final double NANOS = 1e9;

  private final double perSecond;
  private final int burst;
  private double left;
  private long at;

  /**
   * Starts full.
   *
   * @param nanos the time now, as {@link System#nanoTime()}
   */
  RateLimit(double perSecond, int burst, long nanos) {
    if (!(perSecond > 0) || burst < 1) {
      throw new IllegalStateException(
          "clozeline.http.rate-limit needs per-second > 0 and burst >= 1");
    }
    this.perSecond = perSecond;
    this.burst = burst;
    this.left = burst;
    this.at = nanos;
  }

  /** Takes one, if one is there. */
  synchronized boolean admits(long nanos) {
    left = Math.min(burst, left + Math.max(0, nanos - at) / NANOS * perSecond);
    at = nanos;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }

  /** Whole seconds from empty until the next one is there. */
  long retrySeconds() {
    return (long) Math.ceil(1 / perSecond);
  }
}

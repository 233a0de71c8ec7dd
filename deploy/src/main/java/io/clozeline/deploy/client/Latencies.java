package io.clozeline.deploy.client;

import java.time.Duration;
import java.util.Arrays;

/** Times, and their quantiles by the nearest rank. */
public final class Latencies {
  private long[] nanos = new long[256];
  private int count;

  public synchronized void add(Duration time) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = time.toNanos();
  }

  public synchronized int count() {
    return count;
  }

  /**
   * The time in milliseconds that the share {@code q} of all does not pass; 0 when there is none.
   */
  public synchronized double millis(double q) {
    if (count == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(q * count);
    return sorted[Math.max(0, Math.min(count, rank) - 1)] / 1e6;
  }
}

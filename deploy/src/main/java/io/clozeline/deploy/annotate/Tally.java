package io.clozeline.deploy.annotate;

import io.clozeline.deploy.client.Latencies;
import java.time.Duration;
import java.util.Locale;

/** What became of a run's texts. */
public final class Tally {
  private final Latencies latencies = new Latencies();
  private final long startedAt = System.nanoTime();
  private long annotated;
  private long refused;

  synchronized void countAnnotated(Duration latency) {
    annotated++;
    latencies.add(latency);
  }

  synchronized void countRefused() {
    refused++;
  }

  public synchronized long annotated() {
    return annotated;
  }

  public synchronized long refused() {
    return refused;
  }

  /** All of it in one line. */
  public synchronized String line(long blank) {
    double seconds = (System.nanoTime() - startedAt) / 1e9;
    return String.format(
        Locale.ROOT,
        "%d texts: %d annotated, %d refused%s; %.1f s, %.1f texts/s, latency p50 %.0f ms, p99 %.0f"
            + " ms",
        annotated + refused,
        annotated,
        refused,
        blank == 0 ? "" : ", " + blank + " blank lines passed over",
        seconds,
        (annotated + refused) / seconds,
        latencies.millis(0.5),
        latencies.millis(0.99));
  }
}

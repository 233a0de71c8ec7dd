package io.clozeline.trainer.examples;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** When examples arrived, by task, since this process started. Safe for use by many threads. */
public final class Arrivals {
  /** {@code first}: of those that no run has taken, {@link #NONE} without any. */
  private record Seen(long changes, long first, long latest) {}

  private static final long NONE = Long.MIN_VALUE;
  private static final Seen NOTHING = new Seen(0, NONE, NONE);

  private final LongSupplier nanos;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();
  private volatile long opened;

  /**
   * Nothing has arrived.
   *
   * @param nanos a clock as {@link System#nanoTime()}
   */
  public Arrivals(LongSupplier nanos) {
    this.nanos = nanos;
    this.opened = nanos.getAsLong();
  }

  /** The topic is read from now on: more may be about to arrive, for any task. */
  public void opened() {
    opened = nanos.getAsLong();
  }

  /** An example was added, or its label was corrected. */
  public void arrived(String task) {
    long now = nanos.getAsLong();
    seen.merge(
        task,
        new Seen(1, now, now),
        (old, one) -> new Seen(old.changes + 1, old.first == NONE ? now : old.first, now));
  }

  /** An example was erased; nobody waits for the next one because of that. */
  public void erased(String task) {
    seen.merge(
        task,
        new Seen(1, NONE, NONE),
        (old, one) -> new Seen(old.changes + 1, old.first, old.latest));
  }

  /** A run has taken all that arrived before this call. */
  public void taken(String task) {
    seen.computeIfPresent(task, (name, old) -> new Seen(old.changes, NONE, old.latest));
  }

  /** A number that is another one after every change. */
  public long changes(String task) {
    return seen.getOrDefault(task, NOTHING).changes;
  }

  /** For how long nothing has arrived. */
  public Duration quiet(String task) {
    long latest = seen.getOrDefault(task, NOTHING).latest;
    return since(latest == NONE || latest - opened < 0 ? opened : latest);
  }

  /** For how long the first arrival that no run has taken has waited. */
  public Duration waiting(String task) {
    long first = seen.getOrDefault(task, NOTHING).first;
    return first == NONE ? Duration.ZERO : since(first);
  }

  private Duration since(long then) {
    return Duration.ofNanos(nanos.getAsLong() - then);
  }
}

package io.clozeline.trainer.run;

import io.clozeline.events.task.Task;
import io.clozeline.trainer.examples.Arrivals;
import io.clozeline.trainer.examples.ExampleMemory;
import io.clozeline.trainer.examples.Tally;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/** The tallies of the tasks, counted again only when something has changed. Used by one thread. */
public final class Outlook {
  /** A tally, what it was made from, and when. */
  private record Counted(
      Tally tally, long changes, String taskVersion, long trainedThrough, long at) {}

  private final ExampleMemory memory;
  private final Arrivals arrivals;
  private final RunListener listener;
  private final long pauseNanos;
  private final LongSupplier nanos;
  private final Map<String, Counted> counted = new HashMap<>();

  /**
   * Nothing is counted yet.
   *
   * @param pause how long a count stands, however fast examples arrive
   * @param nanos a clock as {@link System#nanoTime()}
   */
  public Outlook(
      ExampleMemory memory,
      Arrivals arrivals,
      RunListener listener,
      Duration pause,
      LongSupplier nanos) {
    this.memory = Objects.requireNonNull(memory);
    this.arrivals = Objects.requireNonNull(arrivals);
    this.listener = Objects.requireNonNull(listener);
    this.pauseNanos = pause.toNanos();
    this.nanos = Objects.requireNonNull(nanos);
  }

  Tally of(Task task, long through) {
    long changes = arrivals.changes(task.name());
    long now = nanos.getAsLong();
    Counted last = counted.get(task.name());
    if (last != null
        && last.taskVersion.equals(task.version())
        && last.trainedThrough == through
        && (last.changes == changes || now - last.at < pauseNanos)) {
      return last.tally;
    }
    var tally = Tally.of(memory, task, through);
    counted.put(task.name(), new Counted(tally, changes, task.version(), through, now));
    listener.counted(task.name(), tally);
    return tally;
  }
}

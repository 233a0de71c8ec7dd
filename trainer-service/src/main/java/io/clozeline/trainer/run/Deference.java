package io.clozeline.trainer.run;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lets the encoder go first: on a machine that both share, a training step waits while texts do. It
 * does not wait for ever, so that training goes on, slowly, under a load that never ends.
 */
public final class Deference {
  /** A rest lasts at most so many times as long as the step before it. */
  private static final int LONGEST = 9;

  /** Of a trainer that has its machine to itself. */
  public static final Deference NEVER = new Deference(() -> Duration.ZERO, Duration.ZERO);

  private static final Duration LOOK = Duration.ofMillis(200);

  private final Backlog backlog;
  private final Duration limit;
  private long steppedAt;
  private boolean first;

  /**
   * Lets texts go first that would wait for longer than {@code limit}.
   *
   * @param limit zero to go first always
   */
  public Deference(Backlog backlog, Duration limit) {
    this.backlog = Objects.requireNonNull(backlog);
    this.limit = Objects.requireNonNull(limit);
  }

  /**
   * A run starts: its first step, which also opens the model, is not what rests are measured by.
   */
  void begin() {
    first = true;
  }

  /**
   * A step has ended; returns once the next may start, or {@code stopped} is true.
   *
   * @return how long that took
   */
  Duration rest(BooleanSupplier stopped) {
    long ended = System.nanoTime();
    long until = first ? ended : ended + LONGEST * (ended - steppedAt);
    first = false;
    while (!limit.isZero() && !stopped.getAsBoolean() && backlog.delay().compareTo(limit) > 0) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        break;
      }
      sleep(Math.min(left, LOOK.toNanos()));
    }
    steppedAt = System.nanoTime();
    return Duration.ofNanos(steppedAt - ended);
  }

  private static void sleep(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrainingStopped();
    }
  }
}

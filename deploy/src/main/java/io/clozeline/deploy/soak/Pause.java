package io.clozeline.deploy.soak;

import java.util.concurrent.TimeUnit;

/** Sleeping, where an interrupt ends the program. */
final class Pause {
  private Pause() {}

  static void millis(long millis) {
    until(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** Until then, by {@link System#nanoTime()}. */
  static void until(long nanoTime) {
    long left = nanoTime - System.nanoTime();
    if (left <= 0) {
      return;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}

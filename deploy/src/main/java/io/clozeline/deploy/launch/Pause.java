package io.clozeline.deploy.launch;

import java.util.concurrent.TimeUnit;

/**
 * Sleeping, where an interrupt ends the program: as an {@link IllegalStateException}, with the
 * thread still marked as interrupted.
 */
public final class Pause {
  private Pause() {}

  public static void millis(long millis) {
    until(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** Until then, by {@link System#nanoTime()}. */
  public static void until(long nanoTime) {
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

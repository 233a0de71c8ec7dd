package io.clozeline.trainer;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does. */
final class Eventually {
  private Eventually() {}

  static void await(String what, Duration limit, BooleanSupplier there) {
    long end = System.nanoTime() + limit.toNanos();
    while (!there.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(what + " did not happen within " + limit);
      }
      pause(Duration.ofMillis(20));
    }
  }

  static void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.clozeline.deploy.simulate;

import io.clozeline.deploy.launch.Pause;

/** How fast a stream comes. Used by one thread. */
final class Tempo {
  private static final long BEHIND_NANOS = 1_000_000_000L;

  private final double perSecond;
  private final boolean waits;
  private long next = System.nanoTime();

  /**
   * A stream that starts now.
   *
   * @param perSecond texts; 0 for as fast as they are answered
   * @param waits whether it stands still while the trainer learns
   */
  Tempo(double perSecond, boolean waits) {
    this.perSecond = perSecond;
    this.waits = waits;
  }

  boolean waits() {
    return waits;
  }

  /** Waits until the next text is due; what was missed for longer than a second is not made up. */
  void await() {
    if (perSecond > 0) {
      Pause.until(next);
      next = Math.max(next, System.nanoTime() - BEHIND_NANOS) + (long) (1e9 / perSecond);
    }
  }
}

package io.clozeline.deploy.soak;

import io.clozeline.deploy.launch.Pause;

/** Sends texts at a steady rate, on a thread of its own, until its time is over. */
final class Pace {
  private final Thread thread;
  private volatile RuntimeException fault;

  /**
   * Starts.
   *
   * @param rate texts a second
   * @param end by {@link System#nanoTime()}
   */
  Pace(Ledger ledger, double rate, long end) {
    thread = new Thread(() -> run(ledger, rate, end), "pace");
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits for the end of its time. */
  void await() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    if (fault != null) {
      throw fault;
    }
  }

  private void run(Ledger ledger, double rate, long end) {
    long begun = System.nanoTime();
    try {
      for (long i = 0; System.nanoTime() < end; i++) {
        Pause.until(begun + (long) (i * 1e9 / rate));
        ledger.send();
      }
    } catch (RuntimeException e) {
      fault = e;
    }
  }
}

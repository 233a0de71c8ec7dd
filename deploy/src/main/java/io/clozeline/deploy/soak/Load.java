package io.clozeline.deploy.soak;

import io.clozeline.deploy.launch.Pause;

/** Sends texts on a thread of its own, until its time is over. */
final class Load {
  private static final long REFILL_MILLIS = 20;

  private final Thread thread;
  private volatile RuntimeException fault;

  private Load(Runnable sending) {
    thread = new Thread(() -> run(sending), "load");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Starts to send at a steady rate, whatever is answered.
   *
   * @param rate texts a second
   * @param end by {@link System#nanoTime()}
   */
  static Load steady(Ledger ledger, double rate, long end) {
    long begun = System.nanoTime();
    return new Load(
        () -> {
          for (long i = 0; System.nanoTime() < end; i++) {
            Pause.until(begun + (long) (i * 1e9 / rate));
            ledger.send();
          }
        });
  }

  /**
   * Starts to send as fast as texts are answered: so many wait all the time.
   *
   * @param end by {@link System#nanoTime()}
   */
  static Load full(Ledger ledger, int waiting, long end) {
    return new Load(
        () -> {
          while (System.nanoTime() < end) {
            while (ledger.waiting() < waiting && System.nanoTime() < end) {
              ledger.send();
            }
            Pause.millis(REFILL_MILLIS);
          }
        });
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

  private void run(Runnable sending) {
    try {
      sending.run();
    } catch (RuntimeException e) {
      fault = e;
    }
  }
}

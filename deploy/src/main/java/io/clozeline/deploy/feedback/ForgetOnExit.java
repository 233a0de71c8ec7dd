package io.clozeline.deploy.feedback;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes back what was there for a while only, once: when this is closed, or when the program is
 * told to end before that. Otherwise the trainer would go on with it.
 */
public final class ForgetOnExit implements AutoCloseable {
  private final Runnable forgetting;
  private final AtomicBoolean done = new AtomicBoolean();
  private final Thread hook = new Thread(this::once, "forgetting");

  /** Waits for either. */
  public ForgetOnExit(Runnable forgetting) {
    this.forgetting = forgetting;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    once();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // the hook is running, or has run
    }
  }

  private void once() {
    if (done.compareAndSet(false, true)) {
      forgetting.run();
    }
  }
}

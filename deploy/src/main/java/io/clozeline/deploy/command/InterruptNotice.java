package io.clozeline.deploy.command;

import java.util.function.Supplier;

/** Says one thing when Ctrl-C ends the program before this is closed. */
final class InterruptNotice implements AutoCloseable {
  private final Thread hook;

  InterruptNotice(Supplier<String> notice) {
    this.hook = new Thread(() -> System.err.println(notice.get()), "interrupt-notice");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // the program ends already, and the notice is out
    }
  }
}

package io.clozeline.deploy.command;

import java.util.function.Supplier;

/** Says one thing when Ctrl-C ends the program in the middle of some work. */
final class InterruptNotice {
  private InterruptNotice() {}

  /** Does {@code work}; {@code notice} is asked only when the program ends meanwhile. */
  static void during(Runnable work, Supplier<String> notice) {
    var hook = new Thread(() -> System.err.println(notice.get()), "interrupt-notice");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      work.run();
    } finally {
      remove(hook);
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // the program ends already, and the notice is out
    }
  }
}

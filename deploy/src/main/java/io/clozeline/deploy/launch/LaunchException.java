package io.clozeline.deploy.launch;

import java.time.Duration;

/** Clozeline cannot be started or reached; the message says why and what to do. */
public final class LaunchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LaunchException(String message) {
    super(message);
  }

  public LaunchException(String message, Throwable cause) {
    super(message, cause);
  }

  /** With the end of the log of the process that failed. */
  static LaunchException of(String message, String process, Home home) {
    return new LaunchException(
        message
            + " Its log, "
            + home.log(process)
            + ", ends:\n    "
            + String.join("\n    ", home.lastLines(process, 12)));
  }

  /** For a process that is not ready within {@code limit}. */
  static LaunchException late(String process, Duration limit, Home home) {
    return of("The " + process + " is not ready after " + limit.toSeconds() + " s.", process, home);
  }
}

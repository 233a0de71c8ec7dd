package io.clozeline.events.error;

import java.util.Objects;

/**
 * A record that cannot be processed, and why: the record becomes a dead letter, the stream goes on.
 */
public final class EventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public EventException(ErrorCode code, String cause) {
    super(cause);
    this.code = Objects.requireNonNull(code);
  }

  public EventException(ErrorCode code, String cause, Throwable thrown) {
    super(cause, thrown);
    this.code = Objects.requireNonNull(code);
  }

  public ErrorCode code() {
    return code;
  }
}

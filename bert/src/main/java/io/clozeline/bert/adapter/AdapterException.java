package io.clozeline.bert.adapter;

import java.util.Objects;

/** An adapter file that is refused; the message says why in words. */
public final class AdapterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a file is refused. */
  public enum Reason {
    MALFORMED,
    WRONG_BASE,
    WRONG_SHAPE,
    NOT_FINITE,
    WRONG_DIGEST
  }

  private final Reason reason;

  public AdapterException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  public AdapterException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /** The kind of fault. */
  public Reason reason() {
    return reason;
  }
}

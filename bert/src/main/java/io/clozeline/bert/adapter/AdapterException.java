package io.clozeline.bert.adapter;

import java.util.Objects;

/** An adapter file that is refused; the message says why in words. */
public final class AdapterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a file is refused. */
  public enum Reason {
    /** Not a safetensors file, or without the metadata that an adapter needs. */
    MALFORMED,
    /** A PEFT setting that changes what the factors mean, such as DoRA. */
    UNSUPPORTED,
    /** Trained on other weights. */
    WRONG_BASE,
    /** A tensor does not fit the model, the rank or the labels. */
    WRONG_SHAPE,
    /** A tensor is missing. */
    INCOMPLETE,
    /** A tensor that no layer, target or head asks for. */
    UNEXPECTED_TENSOR,
    /** A NaN or an infinity. */
    NOT_FINITE,
    /** The bytes are not those that the name promises. */
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

package io.clozeline.deploy.input;

/** The input as a whole cannot be read; the message says why and what to do. */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message);
  }
}

package io.clozeline.bert.safetensors;

/** Bytes that are not a safetensors file; the message says why. */
public final class SafetensorsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SafetensorsException(String message) {
    super(message);
  }

  public SafetensorsException(String message, Throwable cause) {
    super(message, cause);
  }
}

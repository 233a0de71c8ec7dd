package io.clozeline.bert.safetensors;

/** Bytes that are not a safetensors file, or lack what is asked of them; the message says why. */
public final class SafeTensorsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SafeTensorsException(String message) {
    super(message);
  }

  public SafeTensorsException(String message, Throwable cause) {
    super(message, cause);
  }
}

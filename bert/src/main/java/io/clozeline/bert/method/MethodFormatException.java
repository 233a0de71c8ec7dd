package io.clozeline.bert.method;

/** A configuration that no method here can be read from; the message says why in words. */
public final class MethodFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean malformed;

  private MethodFormatException(boolean malformed, String message) {
    super(message);
    this.malformed = malformed;
  }

  /** It is none at all. */
  public static MethodFormatException malformed(String message) {
    return new MethodFormatException(true, message);
  }

  /** It is one, with a setting that nothing here does. */
  public static MethodFormatException unsupported(String message) {
    return new MethodFormatException(false, message);
  }

  /** Whether it is none at all. */
  public boolean malformed() {
    return malformed;
  }
}

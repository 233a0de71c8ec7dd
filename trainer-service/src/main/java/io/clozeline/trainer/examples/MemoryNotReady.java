package io.clozeline.trainer.examples;

/** The examples cannot be read now, for example while they are being restored; try again. */
public final class MemoryNotReady extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MemoryNotReady(String reason, Throwable cause) {
    super(reason, cause);
  }
}

package io.clozeline.deploy.launch;

/** The four services, in the order in which a text meets them. */
public enum Service {
  TOKENIZER("tokenizer", 160, 0, false),
  ENCODER("encoder", 256, 0, false),
  HEADS("heads", 384, 0, true),
  TRAINER("trainer", 384, 10, false);

  private final String text;
  private final int heapMegabytes;
  private final int niceness;
  private final boolean computes;

  Service(String text, int heapMegabytes, int niceness, boolean computes) {
    this.text = text;
    this.heapMegabytes = heapMegabytes;
    this.niceness = niceness;
    this.computes = computes;
  }

  /** The process's name, for example {@code tokenizer}. */
  public String text() {
    return text;
  }

  int heapMegabytes() {
    return heapMegabytes;
  }

  /** How far it stands back from other processes, as {@code nice} counts. */
  int niceness() {
    return niceness;
  }

  /** Whether its own Java code does much per text, so that the best compiler pays. */
  boolean computes() {
    return computes;
  }

  /** Its HTTP port on loopback. */
  public int port(int httpPort) {
    return httpPort + ordinal();
  }
}

package io.clozeline.deploy.launch;

/** The four services, in the order in which a text meets them. */
public enum Service {
  TOKENIZER("tokenizer", 160),
  ENCODER("encoder", 256),
  HEADS("heads", 384),
  TRAINER("trainer", 384);

  private final String text;
  private final int heapMegabytes;

  Service(String text, int heapMegabytes) {
    this.text = text;
    this.heapMegabytes = heapMegabytes;
  }

  /** The process's name, for example {@code tokenizer}. */
  public String text() {
    return text;
  }

  int heapMegabytes() {
    return heapMegabytes;
  }

  /** Its HTTP port on loopback. */
  public int port(int httpPort) {
    return httpPort + ordinal();
  }
}

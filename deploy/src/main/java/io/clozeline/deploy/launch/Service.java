package io.clozeline.deploy.launch;

/** The four services, in the order in which a text meets them. */
public enum Service {
  TOKENIZER("tokenizer", 160, false, Service.GENERATED),
  ENCODER("encoder", 256, false, "io.clozeline.encoder.Main"),
  HEADS("heads", 384, true, Service.GENERATED),
  TRAINER("trainer", 384, false, Service.GENERATED);

  // What the build makes for a service that has none of its own.
  private static final String GENERATED = "io.quarkus.runner.GeneratedMain";

  private final String text;
  private final int heapMegabytes;
  private final boolean computes;
  private final String mainClass;

  Service(String text, int heapMegabytes, boolean computes, String mainClass) {
    this.text = text;
    this.heapMegabytes = heapMegabytes;
    this.computes = computes;
    this.mainClass = mainClass;
  }

  /** The process's name, for example {@code tokenizer}. */
  public String text() {
    return text;
  }

  int heapMegabytes() {
    return heapMegabytes;
  }

  /** Whether its own Java code does much per text, so that the best compiler pays. */
  boolean computes() {
    return computes;
  }

  String mainClass() {
    return mainClass;
  }

  /** Its HTTP port on loopback. */
  public int port(int httpPort) {
    return httpPort + ordinal();
  }
}

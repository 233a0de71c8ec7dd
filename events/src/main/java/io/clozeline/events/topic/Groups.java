package io.clozeline.events.topic;

/** Consumer groups that more than their own members must know. */
public final class Groups {
  /** All encoders, which read {@link Topics#TOKENS}. */
  public static final String ENCODER = "clozeline-encoder";

  private Groups() {}
}

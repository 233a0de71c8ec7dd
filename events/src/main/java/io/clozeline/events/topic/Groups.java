package io.clozeline.events.topic;

/** Consumer groups that more than their own members must know. */
public final class Groups {
  /** The tokenizers, which read {@link Topics#TEXTS}. */
  public static final String TOKENIZER = "clozeline-tokenizer";

  /** The encoders, which read {@link Topics#TOKENS}. */
  public static final String ENCODER = "clozeline-encoder";

  /** The heads, which read {@link Topics#ENCODINGS}. */
  public static final String HEADS = "clozeline-heads";

  private Groups() {}
}

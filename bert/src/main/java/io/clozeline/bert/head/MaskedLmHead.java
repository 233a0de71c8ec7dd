package io.clozeline.bert.head;

import io.clozeline.bert.ModelDirectory;

/**
 * BERT's masked-LM head: dense, GELU, layer norm, and a decoder tied to the word embeddings. The
 * embeddings stay in a mapped file, shared between processes.
 */
public final class MaskedLmHead {
  private final int hidden;

  private MaskedLmHead(int hidden) {
    this.hidden = hidden;
  }

  /** Maps the head of a prepared model. */
  public static MaskedLmHead open(ModelDirectory directory) {
    return new MaskedLmHead(directory.info().hidden());
  }

  /** The vector that the decoder reads: {@code [hidden]} to {@code [hidden]}. */
  public float[] transform(float[] vector) {
    throw new UnsupportedOperationException("not yet");
  }

  /** The logit of one word. */
  public float logit(float[] transformed, int tokenId) {
    throw new UnsupportedOperationException("not yet");
  }

  /** The logits of the whole vocabulary. */
  public float[] logits(float[] transformed) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Width of the vectors. */
  public int hidden() {
    return hidden;
  }
}

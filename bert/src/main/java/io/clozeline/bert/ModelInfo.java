package io.clozeline.bert;

import java.util.Objects;

/**
 * What a model is: its sizes, and the digests that tie encodings, adapters and tokenizers to it.
 *
 * @param weightsDigest sha-256 over the checkpoint, in hex
 * @param tokenizerDigest sha-256 over the vocabulary and the case flag, in hex
 */
public record ModelInfo(
    String name,
    boolean lowerCase,
    int layers,
    int hidden,
    int heads,
    int intermediate,
    int vocabulary,
    int maxPositions,
    String weightsDigest,
    String tokenizerDigest) {

  public ModelInfo {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(weightsDigest, "weightsDigest");
    Objects.requireNonNull(tokenizerDigest, "tokenizerDigest");
    if (layers < 1
        || hidden < 1
        || heads < 1
        || intermediate < 1
        || vocabulary < 1
        || maxPositions < 1) {
      throw new IllegalArgumentException("model " + name + " has a size below one");
    }
    if (hidden % heads != 0) {
      throw new IllegalArgumentException(
          "hidden " + hidden + " is not a multiple of heads " + heads);
    }
  }
}

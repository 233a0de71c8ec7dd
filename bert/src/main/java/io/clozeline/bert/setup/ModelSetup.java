package io.clozeline.bert.setup;

import io.clozeline.bert.ModelDirectory;

/**
 * Makes a model directory from the weights jar, once; two processes at a time are safe, and no
 * network is used.
 */
public final class ModelSetup {
  private ModelSetup() {}

  /**
   * The prepared directory of a model, made now when the cache lacks it.
   *
   * @throws IllegalStateException when the weights jar is not on the class path; the message names
   *     it
   */
  public static ModelDirectory prepare(ModelName name, Cache cache, Progress progress) {
    throw new UnsupportedOperationException("not yet");
  }
}

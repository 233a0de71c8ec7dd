package io.clozeline.bert.setup;

import java.nio.file.Path;

/**
 * Unpacks TensorFlow's native libraries from their jar into the cache, once, and points the engine
 * there.
 */
public final class NativeSetup {
  private NativeSetup() {}

  /**
   * The folder of the native libraries, unpacked now when the cache lacks it.
   *
   * @throws IllegalStateException when no natives for this platform are on the class path; the
   *     message names the artifact
   */
  public static Path prepare(Cache cache, Progress progress) {
    throw new UnsupportedOperationException("not yet");
  }

  /**
   * Makes the engine load the libraries of that folder, offline; call it before the first encoder
   * or trainer is opened.
   */
  public static void use(Path folder) {
    throw new UnsupportedOperationException("not yet");
  }
}

package io.clozeline.tokenizer.wordpiece;

import java.nio.file.Path;

/** Tells DJL where its native library goes, and to keep off the network. */
final class NativeLibrary {
  private NativeLibrary() {}

  /**
   * Must run before the library is first used. What an operator has set already stays.
   *
   * @param folder where the library from the jar is unpacked, once
   */
  static void unpackInto(Path folder) {
    setIfAbsent("ai.djl.offline", "true");
    setIfAbsent("OPT_OUT_TRACKING", "true");
    setIfAbsent("ENGINE_CACHE_DIR", folder.toAbsolutePath().toString());
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}

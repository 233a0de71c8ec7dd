package io.clozeline.deploy.simulate;

import java.nio.file.Path;

/**
 * Texts of another set in the middle of the stream; after them it goes on where it was left.
 *
 * @param file labelled rows with labels of the same task
 * @param where in the stream they come
 */
public record Detour(Path file, Stretch where) {
  /**
   * Reads {@code tweets.tsv.gz@1000-2000}.
   *
   * @throws IllegalArgumentException when it is not written so
   */
  public static Detour of(String written) {
    int at = written.lastIndexOf('@');
    if (at < 1) {
      throw new IllegalArgumentException(
          "\"" + written + "\" is not a file with a part of the stream, such as a.tsv@1000-2000");
    }
    return new Detour(Path.of(written.substring(0, at)), Stretch.of(written.substring(at + 1)));
  }
}

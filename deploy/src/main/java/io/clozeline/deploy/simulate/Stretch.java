package io.clozeline.deploy.simulate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some texts of a stream, one after the other.
 *
 * @param from the place of the first, from 0
 * @param to the place after the last
 */
public record Stretch(int from, int to) {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})-(\\d{1,9})");

  public Stretch {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("there is no text from " + from + " to before " + to);
    }
  }

  /**
   * Reads {@code 1000-1500}: from the 1,000th text, counted from 0, to before the 1,500th.
   *
   * @throws IllegalArgumentException when it is not written so
   */
  public static Stretch of(String written) {
    Matcher matcher = WRITTEN.matcher(written);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + written + "\" is not a part of the stream, such as 1000-1500");
    }
    return new Stretch(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  boolean has(int place) {
    return place >= from && place < to;
  }

  @Override
  public String toString() {
    return from + "-" + to;
  }
}

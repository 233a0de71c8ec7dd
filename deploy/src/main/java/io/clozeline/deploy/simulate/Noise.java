package io.clozeline.deploy.simulate;

/**
 * Wrong labels.
 *
 * @param share of the labels that are wrong, above 0 to 1
 * @param where in the stream
 */
public record Noise(double share, Stretch where) {
  public Noise {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("the share of wrong labels goes up to 1, not " + share);
    }
  }

  /**
   * Reads {@code 0.2@1000-1500}.
   *
   * @throws IllegalArgumentException when it is not written so
   */
  public static Noise of(String written) {
    int at = written.indexOf('@');
    try {
      return new Noise(
          Double.parseDouble(written.substring(0, Math.max(0, at))),
          Stretch.of(written.substring(at + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"" + written + "\" is not a share of wrong labels, such as 0.2@1000-1500", e);
    }
  }
}

package io.clozeline.events;

/** What makes a string valid Unicode; one that is not cannot be written as UTF-8. */
public final class Unicode {
  private Unicode() {}

  /** The place of the first lone surrogate of {@code text}, -1 where there is none. */
  public static int loneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return i;
      }
    }
    return -1;
  }
}

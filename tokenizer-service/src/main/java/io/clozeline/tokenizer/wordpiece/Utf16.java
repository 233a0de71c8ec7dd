package io.clozeline.tokenizer.wordpiece;

/** Turns places counted in code points, as the native library counts, into UTF-16 units. */
final class Utf16 {
  private Utf16() {}

  /** For each code point of {@code text} and for its end, the UTF-16 unit where it starts. */
  static int[] unitsByCodePoint(String text) {
    int codePoints = text.codePointCount(0, text.length());
    int[] units = new int[codePoints + 1];
    for (int i = 0, unit = 0; i < codePoints; i++) {
      unit += Character.charCount(text.codePointAt(unit));
      units[i + 1] = unit;
    }
    return units;
  }

  /** Whether both counts are the same, as in most texts. */
  static boolean oneUnitEach(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}

package io.clozeline.events.task;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/** Cuts the few words of a definition; texts are cut by the tokenizer, in the same way. */
final class WordPieces {
  private static final int MAX_CHARS = 100;

  private WordPieces() {}

  /** The ids, none when a word cannot be spelt. */
  static int[] of(String words, Vocabulary vocabulary) {
    int[] ids = new int[0];
    for (String word : split(vocabulary.lowerCase() ? bare(words) : words)) {
      int[] pieces = pieces(word, vocabulary);
      if (pieces.length == 0) {
        return pieces;
      }
      ids = Arrays.copyOf(ids, ids.length + pieces.length);
      System.arraycopy(pieces, 0, ids, ids.length - pieces.length, pieces.length);
    }
    return ids;
  }

  /** In lower case and without accents. */
  private static String bare(String words) {
    return Normalizer.normalize(words.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
        .replaceAll("\\p{Mn}", "");
  }

  private static String[] split(String words) {
    String apart = words.replaceAll("([\\p{Punct}\\p{IsPunctuation}])", " $1 ").strip();
    return apart.isEmpty() ? new String[0] : apart.split("\\s+");
  }

  private static int[] pieces(String word, Vocabulary vocabulary) {
    int[] ids = new int[word.length()];
    int count = 0;
    int from = word.length() > MAX_CHARS ? -1 : 0;
    while (from >= 0 && from < word.length()) {
      int to = word.length();
      int id = -1;
      while (to > from && id < 0) {
        id = vocabulary.token((from == 0 ? "" : "##") + word.substring(from, to));
        to -= id < 0 ? 1 : 0;
      }
      if (id < 0) {
        return new int[0];
      }
      ids[count++] = id;
      from = to;
    }
    return Arrays.copyOf(ids, count);
  }
}

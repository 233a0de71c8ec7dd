package io.clozeline.events.task;

import static java.lang.Character.UnicodeBlock.CJK_COMPATIBILITY_IDEOGRAPHS;
import static java.lang.Character.UnicodeBlock.CJK_COMPATIBILITY_IDEOGRAPHS_SUPPLEMENT;
import static java.lang.Character.UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS;
import static java.lang.Character.UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS_EXTENSION_A;
import static java.lang.Character.UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS_EXTENSION_B;
import static java.lang.Character.UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS_EXTENSION_C;
import static java.lang.Character.UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS_EXTENSION_D;
import static java.lang.Character.UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS_EXTENSION_E;

import java.lang.Character.UnicodeBlock;
import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Cuts the few words of a definition; texts are cut by the tokenizer, in the same way. */
final class WordPieces {
  private static final int MAX_CHARS = 100;
  private static final int REPLACEMENT = 0xFFFD;
  private static final Pattern PUNCTUATION = Pattern.compile("[\\p{Punct}\\p{IsPunctuation}]");

  /** Each of their characters is a word. */
  private static final Set<UnicodeBlock> CHINESE =
      Set.of(
          CJK_UNIFIED_IDEOGRAPHS,
          CJK_UNIFIED_IDEOGRAPHS_EXTENSION_A,
          CJK_UNIFIED_IDEOGRAPHS_EXTENSION_B,
          CJK_UNIFIED_IDEOGRAPHS_EXTENSION_C,
          CJK_UNIFIED_IDEOGRAPHS_EXTENSION_D,
          CJK_UNIFIED_IDEOGRAPHS_EXTENSION_E,
          CJK_COMPATIBILITY_IDEOGRAPHS,
          CJK_COMPATIBILITY_IDEOGRAPHS_SUPPLEMENT);

  private WordPieces() {}

  /** The ids, none when a word cannot be spelt. */
  static int[] of(String words, Vocabulary vocabulary) {
    var ids = IntStream.builder();
    for (String word : split(words, vocabulary.lowerCase())) {
      if (!spell(word, vocabulary, ids)) {
        return new int[0];
      }
    }
    return ids.build().toArray();
  }

  private static String[] split(String words, boolean lowerCase) {
    var clean = new StringBuilder();
    words.codePoints().forEach(c -> clean(c, clean));
    String bare = lowerCase ? bare(clean.toString()) : clean.toString();
    String apart = PUNCTUATION.matcher(bare).replaceAll(" $0 ").strip();
    return apart.isEmpty() ? new String[0] : apart.split(" +");
  }

  /** White space becomes a space, what has no shape is left out. */
  private static void clean(int c, StringBuilder clean) {
    if (c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c)) {
      clean.append(' ');
    } else if (chinese(c)) {
      clean.append(' ').appendCodePoint(c).append(' ');
    } else if (!shapeless(c)) {
      clean.appendCodePoint(c);
    }
  }

  private static boolean chinese(int c) {
    UnicodeBlock block = UnicodeBlock.of(c); // null where there is none
    return block != null && CHINESE.contains(block);
  }

  private static boolean shapeless(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
      default -> c == REPLACEMENT;
    };
  }

  /** Without accents and in lower case, each character by itself. */
  private static String bare(String words) {
    var bare = new StringBuilder();
    Normalizer.normalize(words, Normalizer.Form.NFD)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .map(Character::toLowerCase)
        .forEach(bare::appendCodePoint);
    return bare.toString();
  }

  /** Adds the pieces of {@code word}; false when there is no piece for some of it. */
  private static boolean spell(String word, Vocabulary vocabulary, IntStream.Builder ids) {
    if (word.codePointCount(0, word.length()) > MAX_CHARS) {
      return false;
    }
    for (int from = 0; from < word.length(); ) {
      int to = word.length();
      int id = -1;
      while (id < 0 && to > from) {
        id = vocabulary.token((from == 0 ? "" : "##") + word.substring(from, to--));
      }
      if (id < 0) {
        return false;
      }
      ids.add(id);
      from = to + 1;
    }
    return true;
  }
}

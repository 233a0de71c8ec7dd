package io.clozeline.deploy.evaluate.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Answers as SQuAD compares them (Rajpurkar et al. 2016): lower case, without ASCII punctuation and
 * the articles a, an and the, words apart by one space.
 */
final class Normalized {
  private Normalized() {}

  static String text(String answer) {
    return String.join(" ", words(answer));
  }

  static List<String> words(String answer) {
    String bare =
        answer
            .toLowerCase(Locale.ROOT)
            .replaceAll("[!-/:-@\\[-`{-~]", "")
            .replaceAll("(?U)\\b(a|an|the)\\b", " ");
    return Arrays.stream(bare.split("(?U)\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}

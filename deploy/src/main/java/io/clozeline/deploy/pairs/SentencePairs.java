package io.clozeline.deploy.pairs;

import io.clozeline.events.task.kind.nextsentence.NextSentence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Pairs of sentences, half of them one after the other, half with a second sentence from another
 * document (Devlin et al. 2019, section 3.1); mixed, and the same for the same seed.
 */
public final class SentencePairs {
  /** A pair and whether the second sentence follows the first. */
  public record Pair(String text, String textB, String label) {
    /** As a line of a table with the columns text_a, text_b, label. */
    public String line() {
      return text + "\t" + textB + "\t" + label;
    }
  }

  /** The first line of such a table. */
  public static final String HEADER = "text_a\ttext_b\tlabel";

  private SentencePairs() {}

  /**
   * Makes the pairs: each sentence that has a next one is the first of one pair.
   *
   * @throws IllegalArgumentException when there are no two documents, or no document of two
   *     sentences
   */
  public static List<Pair> of(Documents text, long seed) {
    List<List<String>> documents = text.documents();
    List<int[]> firsts = firsts(documents);
    if (documents.size() < 2 || firsts.isEmpty()) {
      throw new IllegalArgumentException(
          "pairs need two documents, apart by a blank line, one of them with two sentences");
    }
    var random = new Random(seed);
    Collections.shuffle(firsts, random);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < firsts.size(); i++) {
      int document = firsts.get(i)[0];
      int sentence = firsts.get(i)[1];
      String first = documents.get(document).get(sentence);
      pairs.add(
          i % 2 == 0
              ? new Pair(first, documents.get(document).get(sentence + 1), NextSentence.NEXT)
              : new Pair(first, other(documents, document, random), NextSentence.OTHER));
    }
    return pairs;
  }

  /** Document and sentence of each that has a next one. */
  private static List<int[]> firsts(List<List<String>> documents) {
    List<int[]> firsts = new ArrayList<>();
    for (int document = 0; document < documents.size(); document++) {
      for (int sentence = 0; sentence + 1 < documents.get(document).size(); sentence++) {
        firsts.add(new int[] {document, sentence});
      }
    }
    return firsts;
  }

  private static String other(List<List<String>> documents, int not, Random random) {
    int drawn = random.nextInt(documents.size() - 1);
    List<String> document = documents.get(drawn < not ? drawn : drawn + 1);
    return document.get(random.nextInt(document.size()));
  }
}

package io.clozeline.deploy.pairs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.deploy.pairs.SentencePairs.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SentencePairsTest {
  private static final Documents TEXT = text(4, 6);

  @Test
  void readsSentencesOverLinesAndDocumentsBetweenBlankOnes() {
    // When
    var lines = List.of("One is", "here. Two\tis, too!", "  ", "", "Three?", "");
    // Then
    assertEquals(
        List.of(List.of("One is here.", "Two is, too!"), List.of("Three?")),
        Documents.of(lines, Locale.ENGLISH).documents());
  }

  @Test
  void halfOfThePairsFollowEachOtherAndTheRestAreFromElsewhere() {
    // When
    List<Pair> pairs = SentencePairs.of(TEXT, 1);
    // Then
    assertEquals(20, pairs.size());
    assertEquals(10, pairs.stream().filter(p -> p.label().equals("next")).count());
    for (Pair pair : pairs) {
      var document =
          TEXT.documents().stream().filter(d -> d.contains(pair.text())).findFirst().orElseThrow();
      if (pair.label().equals("next")) {
        assertEquals(document.indexOf(pair.text()) + 1, document.indexOf(pair.textB()));
      } else {
        assertFalse(document.contains(pair.textB()));
      }
    }
  }

  @Test
  void drawsTheSameForTheSameSeed() {
    assertEquals(SentencePairs.of(TEXT, 7), SentencePairs.of(TEXT, 7));
    assertNotEquals(SentencePairs.of(TEXT, 7), SentencePairs.of(TEXT, 8));
  }

  @Test
  void needsTwoDocuments() {
    var one = text(1, 5);
    var thrown = assertThrows(IllegalArgumentException.class, () -> SentencePairs.of(one, 1));
    assertTrue(thrown.getMessage().contains("blank line"));
  }

  private static Documents text(int documents, int sentences) {
    List<List<String>> all = new ArrayList<>();
    for (int d = 0; d < documents; d++) {
      List<String> document = new ArrayList<>();
      for (int s = 0; s < sentences; s++) {
        document.add("Sentence " + s + " of document " + d + ".");
      }
      all.add(document);
    }
    return new Documents(all);
  }
}

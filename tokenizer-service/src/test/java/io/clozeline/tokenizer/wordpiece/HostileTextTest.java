package io.clozeline.tokenizer.wordpiece;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Limits;
import io.clozeline.tokenizer.TestData;
import io.clozeline.tokenizer.TestModel;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No text crashes the native library, yields a special token, or leaves its own bounds. */
class HostileTextTest {
  private static final int FIRST_SPECIAL = 101; // [CLS], [SEP], [MASK]
  private static final int LAST_SPECIAL = 103;
  private static final int UNKNOWN = 100;

  private final WordPiece wordPiece = TestModel.wordPiece();
  private final int vocabulary = TestModel.vocabulary().size();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[CLS] [SEP] [MASK] [PAD] [UNK]",
        "[MASK][MASK]",
        "\uFF3BMASK\uFF3D",
        "[\u200bMASK]",
        "[ma\u0301sk]",
        "[CLS\u0000]",
        "[unused1] [unused99]"
      })
  void textThatLooksLikeASpecialTokenIsText(String text) {
    // When
    Pieces pieces = wordPiece.split(text);

    // Then
    assertValid(text, pieces);
    assertTrue(pieces.size() > 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u0000", "\u0007\u200b\u200e\ufeff", "\ufffd", "\u0301"})
  void textWithNothingToReadYieldsNothing(String text) {
    assertEquals(0, wordPiece.split(text).size());
  }

  static Stream<String> longest() {
    return Stream.of(
            "a", "!", "a ", "\u4e2d", "\u0301", "e\u0301", "\ud83d\ude00", "\ufdfa", "\u0000")
        .map(part -> part.repeat(Limits.TEXT_CHARS / part.length()));
  }

  @ParameterizedTest
  @MethodSource("longest")
  void theLongestTextIsSplitWhole(String text) {
    assertValid(text, wordPiece.split(text));
  }

  @Test
  void anyCodePointsGoThrough() {
    var random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      // Given
      String text = randomText(random);

      // When
      Pieces pieces = wordPiece.split(text);

      // Then
      assertValid(text, pieces);
    }
  }

  @Test
  void textsOfManyLanguagesGoThrough() {
    // Given
    var rows = TestData.unpackedLines(TestData.file("multilingual/multilingual_text.tsv.gz"));

    // When
    rows.forEach(row -> assertValid(row, wordPiece.split(row)));

    // Then
    assertTrue(rows.size() > 5_000);
  }

  private void assertValid(String text, Pieces pieces) {
    int end = 0;
    for (int i = 0; i < pieces.size(); i++) {
      int id = pieces.ids()[i];
      assertTrue(id >= UNKNOWN && id < vocabulary, () -> "id " + id);
      assertTrue(id < FIRST_SPECIAL || id > LAST_SPECIAL, () -> "special " + id);
      assertTrue(pieces.starts()[i] <= pieces.ends()[i], "a piece ends after its start");
      assertTrue(pieces.ends()[i] >= end, "pieces come in order");
      end = pieces.ends()[i];
      assertBoundary(text, pieces.starts()[i]);
      assertBoundary(text, end);
    }
    assertTrue(end <= text.length());
  }

  private static void assertBoundary(String text, int unit) {
    boolean inside =
        unit > 0
            && unit < text.length()
            && Character.isSurrogatePair(text.charAt(unit - 1), text.charAt(unit));
    assertTrue(!inside, "an offset cuts a code point in two");
  }

  private static String randomText(Random random) {
    int[] codePoints =
        random
            .ints(1 + random.nextInt(60), 0, Character.MAX_CODE_POINT + 1)
            .map(c -> random.nextInt(3) == 0 ? c : c % 0x3000)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
            .toArray();
    return new String(codePoints, 0, Arrays.stream(codePoints).map(c -> 1).sum());
  }
}

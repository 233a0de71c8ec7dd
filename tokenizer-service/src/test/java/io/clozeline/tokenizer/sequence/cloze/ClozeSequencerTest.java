package io.clozeline.tokenizer.sequence.cloze;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.TokenSequence;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.tokenizer.TestModel;
import io.clozeline.tokenizer.sequence.SequencedText;
import io.clozeline.tokenizer.sequence.Sequences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClozeSequencerTest {
  private final ClozeSequencer cloze = new ClozeSequencer(TestModel.input());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the capital of france is [MASK] . | [CLS] the capital of france is [MASK] . [SEP]",
        "[MASK]                            | [CLS] [MASK] [SEP]",
        "[MASK][MASK] is un[MASK]able      | [CLS] [MASK] [MASK] is un [MASK] able [SEP]",
        "[mask] [MASK] [SEP]               | [CLS] [ mask ] [MASK] [ sep ] [SEP]"
      })
  void theMaskInTheTextIsTheBlank(String text, String tokens) {
    assertEquals(tokens, Sequences.tokens(cloze.sequence(text, null).sequences().get(0)));
  }

  @Test
  void everyBlankIsSelectedAndHasItsPlace() {
    // Given
    String text = "\ud83d\ude00 [MASK] and [MASK]";

    // When
    SequencedText sequenced = cloze.sequence(text, null);

    // Then
    TokenSequence sequence = sequenced.sequences().get(0);
    assertArrayEquals(new int[] {2, 4}, sequence.selected());
    assertEquals("· \ud83d\ude00 [MASK] and [MASK] ·", Sequences.covered(sequence, text));
    assertEquals(4, sequenced.tokensIn());
    assertFalse(sequenced.truncated());
  }

  @ParameterizedTest
  @ValueSource(strings = {"no blank", "[mask]", "[ MASK ]", "\u0001"})
  void aTextWithoutABlankIsRefused(String text) {
    // When
    var refused = assertThrows(EventException.class, () -> cloze.sequence(text, null));

    // Then
    assertEquals(ErrorCode.MASK_MISSING, refused.code());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 600, 0", // the start holds the blank
    "509, 600, 0",
    "510, 600, 255", // as much before the blank as after it
    "900, 2000, 645",
    "5000, 0, 4491" // the end
  })
  void aLongTextIsCutAroundItsBlank(int before, int after, int origin) {
    // When
    SequencedText text = cloze.sequence("a ".repeat(before) + "[MASK]" + " b".repeat(after), null);

    // Then
    TokenSequence sequence = text.sequences().get(0);
    assertEquals(512, sequence.length());
    assertEquals(origin, sequence.windowOrigin());
    assertArrayEquals(new int[] {1 + before - origin}, sequence.selected());
    assertEquals("[MASK]", Sequences.selected(sequence));
    assertEquals(before + 1 + after, text.tokensIn());
    assertTrue(text.truncated());
  }

  @ParameterizedTest
  @CsvSource({"600, 508, 600", "600, 507, 600", "1, 508, 600", "600, 508, 1"})
  void allBlanksStay(int before, int between, int after) {
    // When
    SequencedText text =
        cloze.sequence(
            "a ".repeat(before) + "[MASK] " + "b ".repeat(between) + "[MASK]" + " c".repeat(after),
            null);

    // Then
    assertEquals("[MASK] [MASK]", Sequences.selected(text.sequences().get(0)));
  }

  @Test
  void blanksTooFarApartAreRefused() {
    // Given
    String text = "[MASK] " + "b ".repeat(509) + "[MASK]";

    // When
    var refused = assertThrows(EventException.class, () -> cloze.sequence(text, null));

    // Then
    assertEquals(ErrorCode.TEXT_TOO_LARGE, refused.code());
  }
}

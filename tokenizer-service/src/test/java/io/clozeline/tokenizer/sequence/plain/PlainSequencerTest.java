package io.clozeline.tokenizer.sequence.plain;

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
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainSequencerTest {
  private final PlainSequencer plain = new PlainSequencer(TestModel.input());

  @Test
  void aTextIsOneSegmentWithItsClsSelected() {
    // When
    SequencedText text = plain.sequence("It was fine.", null);

    // Then
    TokenSequence sequence = text.sequences().get(0);
    assertEquals("[CLS] it was fine . [SEP]", Sequences.tokens(sequence));
    assertEquals("· It was fine . ·", Sequences.covered(sequence, "It was fine."));
    assertArrayEquals(new int[] {0}, sequence.selected());
    assertEquals(4, text.tokensIn());
    assertFalse(text.truncated());
  }

  @Test
  void aPairHasTwoSegments() {
    // When
    TokenSequence sequence = plain.sequence("a b", "c").sequences().get(0);

    // Then
    assertEquals("[CLS] a b [SEP] c [SEP]", Sequences.tokens(sequence));
    assertArrayEquals(new int[] {0, 0, 0, 0, 1, 1}, sequence.typeIds());
    assertArrayEquals(new int[] {0}, sequence.selected());
  }

  @ParameterizedTest
  @CsvSource({"510, false", "511, true", "2000, true"})
  void aTextIsCutAt512Tokens(int tokens, boolean truncated) {
    // When
    SequencedText text = plain.sequence("a ".repeat(tokens), null);

    // Then
    assertEquals(Math.min(tokens + 2, 512), text.sequences().get(0).length());
    assertEquals(tokens, text.tokensIn());
    assertEquals(truncated, text.truncated());
  }

  @Test
  void aPairIsCutFromTheLongerText() {
    // When
    SequencedText text = plain.sequence("a ".repeat(600), "b ".repeat(9));

    // Then
    TokenSequence sequence = text.sequences().get(0);
    assertEquals(512, sequence.length());
    assertEquals(10, Arrays.stream(sequence.typeIds()).sum());
    assertEquals(609, text.tokensIn());
    assertTrue(text.truncated());
  }

  @Test
  void aTextOfControlCharactersIsEmpty() {
    // When
    var refused = assertThrows(EventException.class, () -> plain.sequence("\u0001\u200b", null));

    // Then
    assertEquals(ErrorCode.EMPTY_TEXT, refused.code());
  }
}

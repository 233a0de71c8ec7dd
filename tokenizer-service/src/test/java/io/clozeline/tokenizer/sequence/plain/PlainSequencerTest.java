package io.clozeline.tokenizer.sequence.plain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.TokenSequence;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Windows;
import io.clozeline.tokenizer.TestModel;
import io.clozeline.tokenizer.sequence.SequencedText;
import io.clozeline.tokenizer.sequence.Sequences;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainSequencerTest {
  private final PlainSequencer plain = new PlainSequencer(TestModel.input(), Windows.DEFAULT);

  @Test
  void aTextIsOneSegmentWithItsClsSelected() {
    // When
    SequencedText text = plain.sequence("It was fine.", null);

    // Then
    TokenSequence sequence = text.sequences().get(0);
    assertEquals("[CLS] it was fine . [SEP]", Sequences.tokens(sequence));
    assertEquals(0, sequence.offsets().length);
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
  @CsvSource({"1, 1", "510, 1", "511, 2", "956, 2", "957, 3", "2000, 5"})
  void aTextOfMoreThan512TokensIsCutIntoWindows(int tokens, int windows) {
    // When
    SequencedText text = plain.sequence("a ".repeat(tokens), null);

    // Then
    assertEquals(windows, text.windows());
    assertEquals(windows, text.sequences().size());
    assertEquals(tokens, text.tokensIn());
    assertFalse(text.truncated());
    for (TokenSequence sequence : text.sequences()) {
      assertEquals(Math.min(tokens + 2, 512), sequence.length());
      assertArrayEquals(new int[] {0}, sequence.selected());
    }
  }

  @Test
  void aTaskMayAskForShorterWindows() {
    // Given
    var shorter = new PlainSequencer(TestModel.input(), new Windows(32, 8, 64));

    // When
    SequencedText text = shorter.sequence("a ".repeat(100), null);

    // Then
    assertEquals(2, text.windows());
    assertEquals(64, text.sequences().get(0).length());
  }

  @Test
  void beyondTheMostWindowsTheTextIsTruncated() {
    // Given
    var two = new PlainSequencer(TestModel.input(), new Windows(2, 64));

    // When
    SequencedText text = two.sequence("a ".repeat(957), null);

    // Then
    assertEquals(2, text.windows());
    assertEquals(957, text.tokensIn());
    assertTrue(text.truncated());
    assertFalse(two.sequence("a ".repeat(956), null).truncated());
  }

  @Test
  void aWindowKnowsItsPlaceInTheText() {
    // Given characters of two UTF-16 units
    String text = " \ud83d\ude00".repeat(511) + " end";

    // When
    SequencedText sequenced = plain.sequence(text, null);

    // Then
    assertEquals(512, sequenced.tokensIn());
    TokenSequence first = sequenced.sequences().get(0);
    TokenSequence last = sequenced.sequences().get(1);
    assertEquals(0, first.windowOrigin());
    assertEquals(1 + 3 * 2, last.windowOrigin());
    assertTrue(Sequences.tokens(last).endsWith(" [UNK] end [SEP]"));
  }

  @Test
  void aTextOf500000CharactersIsReadAsFarAsItsWindowsGo() {
    // When
    SequencedText text = plain.sequence("a ".repeat(250_000), null);

    // Then
    assertEquals(32, text.windows());
    assertEquals(250_000, text.tokensIn());
    assertTrue(text.truncated());
    assertEquals(31 * 446 * 2, text.sequences().get(31).windowOrigin());
  }

  @Test
  void ofAPairTheLongerTextIsCutIntoWindows() {
    // When
    SequencedText text = plain.sequence("a ".repeat(600), "b ".repeat(9));

    // Then
    assertEquals(2, text.windows());
    assertEquals(609, text.tokensIn());
    assertFalse(text.truncated());
    for (TokenSequence sequence : text.sequences()) {
      assertEquals(512, sequence.length());
      assertEquals(10, Arrays.stream(sequence.typeIds()).sum());
    }
    assertEquals(100 * 2, text.sequences().get(1).windowOrigin());
  }

  @Test
  void aPairOfTwoLongTextsSaysThatOneWasCut() {
    // When
    SequencedText text = plain.sequence("a ".repeat(300), "b ".repeat(600));

    // Then
    assertTrue(text.truncated());
    assertEquals(3, text.windows());
    assertEquals(900, text.tokensIn());
    assertEquals(256, Arrays.stream(text.sequences().get(2).typeIds()).sum());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "511, 2", "957, 2", "9000, 2"})
  void theTrainerLearnsFromTheFirstWindowAndTheLast(int tokens, int sequences) {
    // Given
    SequencedText text = plain.sequence("a ".repeat(tokens - 1) + "b", null);

    // When
    var lesson = text.firstAndLast();

    // Then
    assertEquals(sequences, lesson.size());
    assertEquals(0, lesson.get(0).windowOrigin());
    assertTrue(Sequences.tokens(lesson.get(sequences - 1)).endsWith("b [SEP]"));
  }

  @Test
  void aTextOfControlCharactersIsEmpty() {
    // When
    var refused = assertThrows(EventException.class, () -> plain.sequence("\u0001\u200b", null));

    // Then
    assertEquals(ErrorCode.EMPTY_TEXT, refused.code());
  }
}

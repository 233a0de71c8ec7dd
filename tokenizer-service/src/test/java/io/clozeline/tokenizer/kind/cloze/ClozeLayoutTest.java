package io.clozeline.tokenizer.kind.cloze;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Feedback;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.events.task.Windows;
import io.clozeline.tokenizer.TestModel;
import io.clozeline.tokenizer.kind.Lesson;
import io.clozeline.tokenizer.sequence.SequencedText;
import io.clozeline.tokenizer.sequence.Sequences;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClozeLayoutTest {
  private static final Vocabulary VOCABULARY = TestModel.vocabulary();

  private final ClozeLayout cloze = new ClozeLayout(TestModel.input(), Windows.DEFAULT);

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
  void everyBlankIsSelected() {
    // Given
    String text = "\ud83d\ude00 [MASK] and [MASK]";

    // When
    SequencedText sequenced = cloze.sequence(text, null);

    // Then
    TokenSequence sequence = sequenced.sequences().get(0);
    assertArrayEquals(new int[] {2, 4}, sequence.selected());
    assertEquals(0, sequence.offsets().length);
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
    "0, 600, 0", // the start
    "255, 600, 0",
    "256, 600, 1", // as much before the blank as after it
    "510, 600, 255",
    "900, 2000, 645",
    "5000, 0, 4491" // the end
  })
  void aLongTextIsReadAroundItsBlank(int before, int after, int origin) {
    // When
    SequencedText text = cloze.sequence("a ".repeat(before) + "[MASK]" + " b".repeat(after), null);

    // Then
    TokenSequence sequence = text.sequences().get(0);
    assertEquals(512, sequence.length());
    assertEquals(2 * origin, sequence.windowOrigin());
    assertArrayEquals(new int[] {1 + before - origin}, sequence.selected());
    assertEquals("[MASK]", Sequences.selected(sequence));
    assertEquals(before + 1 + after, text.tokensIn());
    assertEquals(1, text.windows());
    assertTrue(text.truncated());
  }

  @ParameterizedTest
  @CsvSource({
    "300, 380, 300, 1", // one window gives both the overlap's tokens on either side
    "300, 381, 300, 2",
    "0, 508, 0, 1", // all that there is
    "0, 509, 0, 2",
    "600, 2000, 600, 2"
  })
  void blanksShareAWindowWhileItShowsEnoughAroundThem(
      int before, int between, int after, int windows) {
    // When
    SequencedText text =
        cloze.sequence(
            "a ".repeat(before) + "[MASK] " + "b ".repeat(between) + "[MASK]" + " c".repeat(after),
            null);

    // Then
    assertEquals(windows, text.windows());
    assertEquals("[MASK] [MASK]", selected(text));
    for (TokenSequence sequence : text.sequences()) {
      for (int position : sequence.selected()) {
        assertTrue(before < 64 || position > 64 && position < 511 - 64, "at " + position);
      }
    }
  }

  @Test
  void everyBlankIsAskedOnceInTheOrderOfTheText() {
    // Given 200 blanks at random, each after a word of its own
    var random = new Random(7);
    var text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      text.append("a ".repeat(random.nextInt(90))).append("[MASK] ");
    }

    List<Integer> words =
        IntStream.range(2_000, 3_000)
            .filter(id -> VOCABULARY.word(id).matches("[a-z]+"))
            .limit(200)
            .boxed()
            .toList();
    List<String> fills = words.stream().map(VOCABULARY::word).toList();

    // When
    SequencedText sequenced = cloze.sequence(text.toString(), null);
    Lesson lesson = cloze.lesson(Feedback.fills("d", "cloze", fills, text.toString()));

    // Then
    assertEquals(words, lesson.targets().stream().flatMap(t -> Arrays.stream(t).boxed()).toList());
    assertEquals(sequenced.sequences(), lesson.sequences());
    for (int i = 0; i < sequenced.windows(); i++) {
      assertEquals(lesson.targets().get(i).length, sequenced.sequences().get(i).selected().length);
      assertTrue(lesson.targets().get(i).length > 0);
    }
    assertTrue(sequenced.windows() > 10);
    assertFalse(sequenced.truncated());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a [MASK] b [MASK] | paris        | COUNT_MISMATCH",
        "a [MASK] b        | paris,london | COUNT_MISMATCH",
        "a [MASK] b        |              | COUNT_MISMATCH",
        "a b               | paris        | MASK_MISSING",
        "a [MASK] b        | unfathomably | INVALID_FIELD",
        "a [MASK] b        | [MASK]       | INVALID_FIELD",
        "a [MASK] b        | ##ing        | INVALID_FIELD",
        "a [MASK] b        | \u0600      | INVALID_FIELD"
      })
  void fillsThatDoNotFitAreRefused(String text, String fills, ErrorCode code) {
    // Given
    List<String> list = fills == null ? List.of() : List.of(fills.split(","));
    var feedback = Feedback.fills("d", "cloze", list, text);

    // When
    var refused = assertThrows(EventException.class, () -> cloze.lesson(feedback));

    // Then
    assertEquals(code, refused.code(), refused.getMessage());
  }

  @Test
  void aFillIsReadAsTheModelReads() {
    // When
    Lesson lesson = cloze.lesson(Feedback.fills("d", "cloze", List.of(" Caf\u00e9"), "[MASK]"));

    // Then
    assertEquals("cafe", VOCABULARY.word(lesson.targets().get(0)[0]));
  }

  @Test
  void aBlankIsAskedWhereMostIsSeenAroundIt() {
    // Given three blanks; the second shares a window with the first, but stands better in the next
    String text =
        "a ".repeat(300)
            + "[MASK] "
            + "a ".repeat(375)
            + "[MASK] "
            + "a ".repeat(100)
            + "[MASK] "
            + "a ".repeat(600);

    // When
    SequencedText sequenced = cloze.sequence(text, null);

    // Then
    assertEquals(
        List.of(1, 2), sequenced.sequences().stream().map(s -> s.selected().length).toList());
  }

  @Test
  void blanksBeyondTheMostWindowsAreLeftOut() {
    // Given
    var two = new ClozeLayout(TestModel.input(), new Windows(2, 64));

    // When
    SequencedText text = two.sequence(("[MASK] " + "a ".repeat(600)).repeat(3), null);

    // Then
    assertEquals(2, text.windows());
    assertEquals("[MASK] [MASK]", selected(text));
    assertTrue(text.truncated());
  }

  @Test
  void tooManyBlanksAreRefused() {
    // When
    var refused =
        assertThrows(EventException.class, () -> cloze.sequence("[MASK]".repeat(513), null));

    // Then
    assertEquals(ErrorCode.TEXT_TOO_LARGE, refused.code());
    assertEquals(
        512,
        cloze.sequence("[MASK]".repeat(512), null).sequences().stream()
            .mapToInt(s -> s.selected().length)
            .sum());
  }

  private static String selected(SequencedText text) {
    return text.sequences().stream().map(Sequences::selected).collect(Collectors.joining(" "));
  }
}

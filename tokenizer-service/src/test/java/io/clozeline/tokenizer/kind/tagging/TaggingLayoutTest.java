package io.clozeline.tokenizer.kind.tagging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Feedback;
import io.clozeline.events.Limits;
import io.clozeline.events.TextSpan;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.tokenizer.TestTasks;
import io.clozeline.tokenizer.kind.Lesson;
import io.clozeline.tokenizer.sequence.SequencedText;
import io.clozeline.tokenizer.sequence.Sequences;
import io.clozeline.tokenizer.task.SequencedTask;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaggingLayoutTest {
  private final SequencedTask entities = TestTasks.task(TestTasks.ENTITIES);
  private final SequencedTask speech = TestTasks.task(TestTasks.SPEECH);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Unaffable Ann's fine. | Unaffable/Ann/'/s/fine/. | Unaffable/Ann's/fine.",
        "a-b, c                | a/-/b/,/c                | a-b,/c",
        "\u4e2d\u6587 x        | \u4e2d/\u6587/x          | \u4e2d\u6587/x",
        "cafe\u0301 au         | cafe\u0301/au            | cafe\u0301/au",
        "a \u200b b            | a/b                      | a/\u200b/b",
        "\ud83d\ude00 [MASK]   | \ud83d\ude00/[/MASK/]    | \ud83d\ude00/[MASK]",
        "a\u00a0b              | a/b                      | a/b"
      })
  void theFirstPieceOfEachWordIsSelectedAndStandsForAllOfIt(
      String text, String punctuated, String spaced) {
    assertEquals(punctuated, words(entities.sequence(text, null), text));
    assertEquals(spaced, words(speech.sequence(text, null), text));
  }

  @Test
  void theSequenceIsThatOfATextAlone() {
    // When
    TokenSequence sequence = entities.sequence("Unaffable, ok", null).sequences().get(0);

    // Then
    assertEquals("[CLS] una ##ffa ##ble , ok [SEP]", Sequences.tokens(sequence));
    assertArrayEquals(new int[] {1, 4, 5}, sequence.selected());
  }

  @Test
  void everyWordIsAskedOnceInTheOrderOfTheText() {
    var random = new Random(7);
    for (int i = 0; i < 60; i++) {
      // Given
      int count = 1 + random.nextInt(150);
      String text =
          IntStream.range(0, count)
              .mapToObj(w -> random.nextInt(4) == 0 ? "unaffable" + w : "w" + w)
              .collect(Collectors.joining(" "));

      // When
      SequencedText sequenced = speech.sequence(text, null);

      // Then
      assertEquals(text.replace(' ', '/'), words(sequenced, text));
      assertFalse(sequenced.truncated());
    }
  }

  @Test
  void aWordIsAskedWhereMostIsSeenAroundIt() {
    // When 60 tokens are cut into windows of 30 that share 8
    SequencedText text = speech.sequence("a ".repeat(50), null);

    // Then
    assertEquals(2, text.windows());
    assertEquals(List.of(25, 25), text.sequences().stream().map(s -> s.selected().length).toList());
    assertEquals(20 * 2, text.sequences().get(1).windowOrigin());
  }

  @Test
  void wordsBeyondTheWindowsAndBeyondWhatARecordHoldsAreLeftOut() {
    // When
    SequencedText windows = entities.sequence("a ".repeat(200_000), null);
    SequencedText oneWord = speech.sequence("a-".repeat(10_000), null);

    // Then
    assertTrue(windows.truncated());
    assertEquals(
        Limits.SELECTED, windows.sequences().stream().mapToInt(s -> s.selected().length).sum());
    assertTrue(oneWord.truncated());
    assertEquals(1, oneWord.windows());
  }

  @Test
  void tagsAreTaughtWhereTheirWordsAreAsked() {
    // Given
    List<String> tags =
        IntStream.range(0, 100).mapToObj(i -> i % 3 == 0 ? "NOUN" : "PUNCT").toList();

    // When
    Lesson lesson = speech.lesson(Feedback.tags("d", "speech", tags, "a ".repeat(100)));

    // Then
    assertTrue(lesson.sequences().size() > 2);
    assertEquals(
        IntStream.range(0, 100).mapToObj(i -> i % 3 == 0 ? 0 : 2).toList(),
        lesson.targets().stream().flatMap(t -> Arrays.stream(t).boxed()).toList());
    for (int i = 0; i < lesson.sequences().size(); i++) {
      assertEquals(lesson.sequences().get(i).selected().length, lesson.targets().get(i).length);
      assertEquals(0, lesson.sequences().get(i).offsets().length);
    }
  }

  @Test
  void aWordMoreOrLessIsRefusedWithTheirNumber() {
    // When
    var refused =
        assertThrows(
            EventException.class,
            () -> entities.lesson(Feedback.tags("d", "t", Collections.nCopies(3, "O"), "It's.")));

    // Then
    assertEquals(ErrorCode.COUNT_MISMATCH, refused.code());
    assertTrue(refused.getMessage().contains("4 words"), refused.getMessage());
  }

  @Test
  void entitiesBecomeTheTagsOfTheirWords() {
    // When
    Lesson lesson =
        entities.lesson(
            Feedback.spans(
                "d",
                "entities",
                List.of(TextSpan.of(14, 19, "LOC"), TextSpan.of(0, 9, "PER")),
                "Ann Smith, in Paris.",
                null));

    // Then
    assertArrayEquals(new int[] {1, 2, 0, 0, 3, 0}, lesson.targets().get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 9, PER, SPAN_OUTSIDE", // within a word
    "0, 8, PER, SPAN_OUTSIDE",
    "3, 9, PER, SPAN_OUTSIDE", // white space
    "14, 20, LOC, UNKNOWN_LABEL", // two words without an I-LOC
    "14, 99, LOC, SPAN_OUTSIDE",
    "4, 9, PER, SPAN_OUTSIDE", // overlaps the other span
    "0, 3, ORG, UNKNOWN_LABEL",
    "0, 3, , MISSING_FIELD"
  })
  void aSpanThatIsNotOfWholeWordsIsRefused(int start, int end, String label, ErrorCode code) {
    // Given
    var spans =
        Stream.concat(
                Stream.of(TextSpan.of(start, end, label)),
                start == 4 ? Stream.of(TextSpan.of(0, 9, "PER")) : Stream.of())
            .toList();
    var feedback = Feedback.spans("d", "entities", spans, "Ann Smith, in Paris.", null);

    // When
    var refused = assertThrows(EventException.class, () -> entities.lesson(feedback));

    // Then
    assertEquals(code, refused.code(), refused.getMessage());
  }

  private static String words(SequencedText sequenced, String text) {
    return sequenced.sequences().stream()
        .flatMap(
            s ->
                Arrays.stream(s.selected())
                    .mapToObj(at -> text.substring(s.offsets()[2 * at], s.offsets()[2 * at + 1])))
        .collect(Collectors.joining("/"));
  }
}

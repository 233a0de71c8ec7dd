package io.clozeline.tokenizer.kind.span;

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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanLayoutTest {
  private final SequencedTask questions = TestTasks.task(TestTasks.QUESTIONS);

  @Test
  void clsAndThePassageAreSelectedWithTheirPlacesInThePassage() {
    // Given
    String passage = "\ud83d\ude00 Ann Unaffable";

    // When
    SequencedText text = questions.sequence("Who is it?", passage);

    // Then
    TokenSequence sequence = text.sequences().get(0);
    assertEquals(
        "[CLS] who is it ? [SEP] [UNK] ann una ##ffa ##ble [SEP]", Sequences.tokens(sequence));
    assertArrayEquals(new int[] {0, 6, 7, 8, 9, 10}, sequence.selected());
    assertArrayEquals(new int[] {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1}, sequence.typeIds());
    assertEquals(
        "· · · · · · \ud83d\ude00 Ann Una ffa ble ·", Sequences.covered(sequence, passage));
    assertEquals(9, text.tokensIn());
  }

  @Test
  void aLongPassageIsCutIntoWindowsOf384ThatShare128() {
    // When
    SequencedText text = questions.sequence("who ?", "a ".repeat(800));

    // Then 379 tokens of passage in each
    assertEquals(
        List.of(0, 2 * 251, 2 * 421),
        text.sequences().stream().map(TokenSequence::windowOrigin).toList());
    for (TokenSequence sequence : text.sequences()) {
      assertEquals(384, sequence.length());
      assertTrue(Sequences.tokens(sequence).startsWith("[CLS] who ? [SEP] a "));
      assertEquals(380, sequence.selected().length);
    }
    assertFalse(text.truncated());
  }

  @ParameterizedTest
  @CsvSource({
    "300, 50, 300, false", // both fit
    "350, 50, 331, true", // what the passage leaves
    "350, 300, 190, true", // half the room
    "100, 2000, 100, false"
  })
  void theQuestionIsWholeInEveryWindowUnlessItIsTooLong(
      int question, int passage, int kept, boolean truncated) {
    // When
    SequencedText text = questions.sequence("q ".repeat(question), "a ".repeat(passage));

    // Then
    assertEquals(truncated, text.truncated());
    for (TokenSequence sequence : text.sequences()) {
      assertEquals(
          kept, Arrays.stream(Sequences.tokens(sequence).split(" ")).filter("q"::equals).count());
    }
  }

  @Test
  void theVectorsOfTheLargestPassageFitARecord() {
    // When
    SequencedText text = questions.sequence("who?", "a ".repeat(200_000));

    // Then
    int selected = text.sequences().stream().mapToInt(s -> s.selected().length).sum();
    assertTrue(selected <= Limits.SELECTED && selected > Limits.SELECTED / 2, "" + selected);
    assertTrue(text.truncated());
  }

  @ParameterizedTest
  @CsvSource({
    "4, 13, una ffa ble",
    "5, 6, una", // widened to the piece
    "6, 8, una ffa",
    "3, 5, una",
    "0, 14, Ann una ffa ble ."
  })
  void theAnswerIsTaughtByItsFirstAndLastPiece(int start, int end, String taught) {
    // Given
    String passage = "Ann unaffable.";

    // When
    Lesson lesson = questions.lesson(answer(start, end, "Who?", passage));

    // Then
    int[] target = lesson.targets().get(0);
    TokenSequence placed = questions.sequence("Who?", passage).sequences().get(0);
    assertEquals(
        taught,
        IntStream.rangeClosed(target[0], target[1])
            .map(i -> placed.selected()[i])
            .mapToObj(
                at -> passage.substring(placed.offsets()[2 * at], placed.offsets()[2 * at + 1]))
            .collect(Collectors.joining(" ")));
    assertEquals(0, lesson.sequences().get(0).offsets().length);
  }

  @ParameterizedTest
  @CsvSource({
    "0, '1 1, 0 0', '0, 251'", // the first window, and the one beside it
    "300, '301 301, 50 50, 0 0, 0 0', '0, 251, 502, 753'",
    "600, '0 0, 350 350, 99 99, 0 0', '0, 251, 502, 753'",
    "1999, '0 0, 379 379', '1506, 1621'"
  })
  void aLongPassageTeachesWhereTheAnswerIsAndAsOftenWhereItIsNot(
      int token, String targets, String windows) {
    // When
    Lesson lesson = questions.lesson(answer(2 * token, 2 * token + 1, "who ?", "a ".repeat(2_000)));

    // Then
    assertEquals(
        windows,
        lesson.sequences().stream()
            .map(s -> "" + s.windowOrigin() / 2)
            .collect(Collectors.joining(", ")));
    assertEquals(
        targets,
        lesson.targets().stream().map(t -> t[0] + " " + t[1]).collect(Collectors.joining(", ")));
  }

  @Test
  void withoutAnAnswerTheFirstWindowAndTheLastTeachThat() {
    // When
    Lesson lesson =
        questions.lesson(Feedback.spans("d", "questions", List.of(), "who ?", "a ".repeat(2_000)));

    // Then
    assertEquals(2, lesson.sequences().size());
    lesson.targets().forEach(target -> assertArrayEquals(new int[2], target));
  }

  @ParameterizedTest
  @CsvSource({"3, 4", "0, 2000", "1999, 2001"})
  void anAnswerThatNoWindowHoldsIsRefused(int start, int end) {
    // Given a passage with white space at 3
    var feedback = answer(start, end, "who?", "a b ".repeat(500));

    // When
    var refused = assertThrows(EventException.class, () -> questions.lesson(feedback));

    // Then
    assertEquals(ErrorCode.SPAN_OUTSIDE, refused.code());
  }

  private static Feedback answer(int start, int end, String question, String passage) {
    return Feedback.spans(
        "d", "questions", List.of(TextSpan.of(start, end, null)), question, passage);
  }
}

package io.clozeline.heads.kind.tagging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.clozeline.events.EncodedText;
import io.clozeline.events.Encoding;
import io.clozeline.events.TextSpan;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Task;
import io.clozeline.heads.answer.AdapterHead;
import io.clozeline.heads.answer.Answer;
import io.clozeline.heads.answer.Given;
import io.clozeline.heads.answer.KnownTask;
import io.clozeline.heads.answer.Question;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaggingAnswersTest {
  private static final List<String> TAGS = List.of("O", "B-per", "I-per");
  private static final Task TASK = Given.linear("tagging", TAGS, null);
  private static final float SURE = 30;
  private static final float ODDS_OF_3 = (float) Math.log(3);

  private final TaggingAnswers answers = new TaggingAnswers();

  @Test
  void eachWordGetsItsTagWhereItStands() {
    // Given "Ada Lovelace wrote"
    var words = sequence(new int[] {0, 3, 4, 12, 13, 18}, 1, 2, 0);

    // When
    Answer answer = answer(TASK, Given.identity(TASK), words);

    // Then
    assertEquals(
        List.of("0-3 B-per", "4-12 I-per", "13-18 O"),
        answer.tags().stream().map(this::text).toList());
    assertEquals(List.of("0-12 per"), answer.spans().stream().map(this::text).toList());
    assertEquals(1, answer.spans().get(0).score(), 1e-6);
    assertEquals(1, answer.uncertainty().margin(), 1e-6);
    assertEquals(TASK.name(), answer.head());
  }

  @Test
  void theWordsOfAllWindowsStandInTheOrderOfTheText() {
    // When
    Answer answer =
        answer(
            TASK,
            Given.identity(TASK),
            sequence(new int[] {4, 12}, 2),
            sequence(new int[] {0, 3}, 1));

    // Then
    assertEquals(
        List.of("0-3 B-per", "4-12 I-per"), answer.tags().stream().map(this::text).toList());
    assertEquals(List.of("0-12 per"), answer.spans().stream().map(this::text).toList());
  }

  @Test
  void aTagsScoreIsItsProbabilityAndAnEntitysThatOfAllItsWords() {
    // Given two words whose tags are three times as likely as the others together
    float half = (float) Math.log(1.5);
    var vectors =
        Encoding.of(
            Given.vectors(
                new float[] {0, ODDS_OF_3 + half, half - ODDS_OF_3},
                new float[] {0, half - ODDS_OF_3, ODDS_OF_3 + half}),
            4);

    // When
    Answer answer = answer(TASK, Given.identity(TASK), vectors.at(new int[] {0, 3, 4, 12}));

    // Then
    double each = 4.5 / (1 + 4.5 + 0.5);
    assertEquals(each, answer.tags().get(0).score(), 1e-3);
    assertEquals(each * each, answer.spans().get(0).score(), 1e-3);
    assertEquals(each - 1 / 6.0, answer.uncertainty().margin(), 1e-3);
  }

  @Test
  void theLeastSureWordSaysHowUnsureTheAnswerIs() {
    // Given one word of which nothing is known among nineteen that are clear
    float[][] vectors = new float[20][4];
    int[] offsets = new int[40];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i][0] = i == 7 ? 0 : SURE;
      offsets[2 * i] = 2 * i;
      offsets[2 * i + 1] = 2 * i + 1;
    }

    // When
    Answer answer = answer(TASK, Given.identity(TASK), Encoding.of(vectors, 4).at(offsets));

    // Then
    assertEquals(0, answer.uncertainty().margin(), 1e-6);
    assertEquals(1, answer.uncertainty().entropy(), 1e-6);
  }

  @Test
  void aTextWithoutWordsIsSure() {
    // When
    Answer answer =
        answer(TASK, Given.identity(TASK), Encoding.of(new float[0][], 4).at(new int[0]));

    // Then
    assertEquals(1, answer.uncertainty().margin());
    assertEquals(0, answer.uncertainty().entropy());
  }

  @Test
  void tagsThatAreNoEntitiesMakeNone() {
    // Given
    Task pos = Given.linear("tagging", List.of("NOUN", "VERB"), null);

    // When
    Answer answer = answer(pos, Given.identity(pos), sequence(new int[] {0, 3}, 1));

    // Then
    assertEquals("VERB", answer.tags().get(0).label());
    assertNull(answer.spans());
  }

  @Test
  void withoutATrainedHeadNothingIsSaid() {
    // When
    Answer answer = answer(TASK, null, sequence(new int[] {0, 3}, 1));

    // Then
    assertNull(answer.tags());
    assertNull(answer.spans());
    assertEquals(1, answer.uncertainty().entropy());
  }

  @Test
  void vectorsThatStandNowhereAreMalformed() {
    assertMalformed(sequence(new int[] {0, 3}, 1).at(null));
    assertMalformed(sequence(new int[] {-1, -1}, 1));
    assertMalformed(sequence(new int[] {5, 5}, 1));
    assertMalformed(sequence(new int[] {-4, 3}, 1));
  }

  private void assertMalformed(Encoding sequence) {
    var thrown =
        assertThrows(EventException.class, () -> answer(TASK, Given.identity(TASK), sequence));
    assertEquals(ErrorCode.MALFORMED_BINARY, thrown.code());
  }

  /** Vectors whose words have these tags for sure. */
  private static Encoding sequence(int[] offsets, int... tags) {
    float[][] vectors = new float[tags.length][4];
    for (int i = 0; i < tags.length; i++) {
      vectors[i][tags[i]] = SURE;
    }
    return Encoding.of(vectors, 4).at(offsets);
  }

  private String text(TextSpan span) {
    return span.start() + "-" + span.end() + " " + span.label();
  }

  private Answer answer(Task task, AdapterHead head, Encoding... sequences) {
    List<Encoding> all = new ArrayList<>(List.of(sequences));
    EncodedText text =
        Given.with(Given.text(task, head == null ? null : head.digest()), all, null, null);
    return answers.answer(new Question(text, new KnownTask(task, null), head));
  }
}

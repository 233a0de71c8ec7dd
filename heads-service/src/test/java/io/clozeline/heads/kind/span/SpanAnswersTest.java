package io.clozeline.heads.kind.span;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanAnswersTest {
  private static final Task TASK = Given.linear("span", null, null);
  private static final Task MAY_BE_NONE = Given.linear("span", null, Map.of("noAnswer", 1));

  private final SpanAnswers answers = new SpanAnswers();

  @Test
  void theBestSpansComeFirstWithTheirShareOfTheBest() {
    // Given tokens 0, 1, 2 of which the likeliest answer is 1..2, by the odds of the reference
    var window = window(0, new float[] {0, 0}, new float[][] {{0, -9}, {2, -9}, {1, 3}});

    // When
    Answer answer = answer(TASK, Given.identity(TASK), window);

    // Then
    assertEquals(List.of("10-25", "20-25", "0-25"), texts(answer));
    double all =
        Math.exp(5) + Math.exp(4) + Math.exp(3) + Math.exp(-9) + Math.exp(-9) + Math.exp(-7);
    assertEquals(Math.exp(5) / all, answer.spans().get(0).score(), 1e-3);
    assertEquals((Math.exp(5) - Math.exp(4)) / all, answer.uncertainty().margin(), 1e-3);
    assertEquals(TASK.name(), answer.head());
  }

  @Test
  void anAnswerIsNoLongerThanTheTaskAllows() {
    // Given
    Task brief = Given.linear("span", null, Map.of("longest", 2, "best", 1));
    var window = window(0, new float[] {0, 0}, new float[][] {{9, 0}, {0, 1}, {0, 9}});

    // When
    Answer answer = answer(brief, Given.identity(brief), window);

    // Then
    assertEquals(List.of("0-15"), texts(answer));
  }

  @Test
  void anAnswerEndsBehindItsStart() {
    // When
    Answer answer =
        answer(
            TASK,
            Given.identity(TASK),
            window(0, new float[] {0, 0}, new float[][] {{0, 9}, {9, 0}}));

    // Then
    assertEquals("0-5", texts(answer).get(0));
    assertEquals("10-15", texts(answer).get(1));
    assertEquals(3, answer.spans().size());
  }

  @Test
  void aTokenOfTwoWindowsCountsWhereItHasMostContext() {
    // Given token 3, which is the last of the first window and in the middle of the second
    float[][] first = {{0, 0}, {0, 0}, {0, 0}, {9, 0}};
    float[][] second = {{0, 0}, {0, 1}, {1, 2}, {0, 0}};

    // When
    Answer answer =
        answer(
            TASK,
            Given.identity(TASK),
            window(0, new float[] {0, 0}, first),
            window(2, new float[] {0, 0}, second));

    // Then the first window's 9 points for token 3 do not count
    assertEquals("40-45", texts(answer).get(0));
  }

  @Test
  void noAnswerWinsWhereItExceedsTheBestByTheThreshold() {
    // Given windows that are sure of no answer by 4 and by 8, and a best answer of 2.5 or 3.5
    var unsure = window(0, new float[] {2, 2}, new float[][] {{1, 1.5f}});
    var sure = window(1, new float[] {4, 4}, new float[][] {{0, 0}});
    var better = window(0, new float[] {2, 2}, new float[][] {{2, 1.5f}});

    // When
    Answer none = answer(MAY_BE_NONE, Given.identity(MAY_BE_NONE), unsure, sure);
    Answer some = answer(MAY_BE_NONE, Given.identity(MAY_BE_NONE), better, sure);
    Answer always = answer(TASK, Given.identity(TASK), unsure, sure);

    // Then
    assertEquals(List.of(), none.spans());
    assertEquals("0-5", texts(some).get(0));
    assertEquals("0-5", texts(always).get(0));
    double share = Math.exp(3.5) / (Math.exp(3.5) + 1 + Math.exp(4));
    assertEquals(share, some.spans().get(0).score(), 1e-3);
  }

  @Test
  void aPassageWithoutTokensHasNoAnswer() {
    // When
    Answer answer =
        answer(TASK, Given.identity(TASK), window(0, new float[] {0, 0}, new float[0][]));

    // Then
    assertEquals(List.of(), answer.spans());
  }

  @Test
  void withoutATrainedHeadNothingIsSaid() {
    // When
    Answer answer = answer(TASK, null, window(0, new float[] {0, 0}, new float[][] {{1, 1}}));

    // Then
    assertNull(answer.spans());
    assertEquals(1, answer.uncertainty().entropy());
  }

  @Test
  void vectorsThatStandNowhereAreMalformed() {
    var good = window(0, new float[] {0, 0}, new float[][] {{1, 1}});
    assertMalformed(good.at(null));
    assertMalformed(good.at(new int[] {0, 4, 5, 6}));
    assertMalformed(good.at(new int[] {-1, -1, 6, 5}));
    assertMalformed(Encoding.of(new float[0][], 4));
  }

  private void assertMalformed(Encoding sequence) {
    var thrown =
        assertThrows(EventException.class, () -> answer(TASK, Given.identity(TASK), sequence));
    assertEquals(ErrorCode.MALFORMED_BINARY, thrown.code());
  }

  /** Tokens of five characters each, ten apart, from the {@code first} on; [CLS] before them. */
  private static Encoding window(int first, float[] cls, float[][] tokens) {
    float[][] all = new float[tokens.length + 1][];
    int[] offsets = new int[2 * all.length];
    all[0] = cls;
    offsets[0] = -1;
    offsets[1] = -1;
    for (int i = 1; i < all.length; i++) {
      all[i] = tokens[i - 1];
      offsets[2 * i] = 10 * (first + i - 1);
      offsets[2 * i + 1] = offsets[2 * i] + 5;
    }
    return Encoding.of(Given.vectors(all), 4).at(offsets);
  }

  private static List<String> texts(Answer answer) {
    return answer.spans().stream().map(SpanAnswersTest::text).toList();
  }

  private static String text(TextSpan span) {
    return span.start() + "-" + span.end();
  }

  private Answer answer(Task task, AdapterHead head, Encoding... sequences) {
    var text =
        Given.with(
            Given.text(task, head == null ? null : head.digest()), List.of(sequences), null, null);
    return answers.answer(new Question(text, new KnownTask(task, null), head));
  }
}

package io.clozeline.heads.kind.cloze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.clozeline.events.Annotation.Fill;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.heads.answer.Answer;
import io.clozeline.heads.answer.Given;
import io.clozeline.heads.answer.KnownTask;
import io.clozeline.heads.answer.Question;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClozeAnswersTest {
  private static final int PARIS = 10;

  /** A head whose logits are all {@code vector[0]} but for paris, which has {@code vector[1]}. */
  private final ClozeAnswers answers = new ClozeAnswers(ClozeAnswersTest::logits, Given.VOCABULARY);

  @Test
  void eachMaskGetsItsWords() {
    // When
    Answer answer = answer(2, new float[][] {{0, (float) Math.log(11)}, {0, 0}});

    // Then
    assertEquals(2, answer.fills().size());
    Fill paris = answer.fills().get(0).get(0);
    assertEquals("paris", paris.word());
    assertEquals(0.5, paris.probability(), 1e-3);
    assertEquals(1.0 / 22, answer.fills().get(0).get(1).probability(), 1e-3);
    assertEquals(List.of("[", "good"), answer.fills().get(1).stream().map(Fill::word).toList());
    assertNull(answer.label());
    assertNull(answer.scores());
  }

  @Test
  void theMasksOfAllWindowsAreAnsweredInTheOrderOfTheText() {
    // Given a window with a mask that is paris, and one with two masks of which the last is
    var task = Given.cloze(1);
    var text = Given.text(task, null, new float[][] {{0, 9}}, new float[][] {{0, -9}, {0, 9}});

    // When
    Answer answer = answers.answer(new Question(text, new KnownTask(task, null), null));

    // Then
    assertEquals(
        List.of("paris", "[", "paris"),
        answer.fills().stream().map(fills -> fills.get(0).word()).toList());
  }

  @Test
  void theLeastSureMaskSaysHowUnsureTheAnswerIs() {
    // Given a sure mask and one of which nothing is known
    float[][] masks = {{0, 30}, {0, 0}};

    // When
    Answer answer = answer(1, masks);

    // Then
    assertEquals(0, answer.uncertainty().margin(), 1e-6);
    assertEquals(1, answer.uncertainty().entropy(), 1e-6);
    assertEquals(1, answer.fills().get(0).size());
  }

  @Test
  void underAnAdapterTheSameHeadReadsTheVectors() {
    // Given
    var task = Given.cloze(1);
    float[][] masks = {{0, 9}};
    var text = Given.text(task, task.name(), masks);

    // When
    Answer answer =
        answers.answer(new Question(text, new KnownTask(task, null), Given.identity(task)));

    // Then
    assertEquals(answer(1, masks).fills(), answer.fills());
    assertNull(answer.head());
  }

  @Test
  void aTextWithoutMaskHasNoAnswer() {
    // When
    var thrown = assertThrows(EventException.class, () -> answer(1, new float[0][]));

    // Then
    assertEquals(ErrorCode.MASK_MISSING, thrown.code());
  }

  @Test
  void anOverflowIsAFailureOfTheModel() {
    // When
    var thrown = assertThrows(EventException.class, () -> answer(1, new float[][] {{0, 1e9f}}));

    // Then
    assertEquals(ErrorCode.MODEL_FAILURE, thrown.code());
  }

  private Answer answer(int topK, float[][] masks) {
    var task = Given.cloze(topK);
    var question = new Question(Given.text(task, null, masks), new KnownTask(task, null), null);
    return answers.answer(question);
  }

  private static float[] logits(float[] vector) {
    float[] logits = new float[Given.VOCABULARY.size()];
    Arrays.fill(logits, vector[0]);
    logits[PARIS] = vector[1];
    return logits;
  }
}

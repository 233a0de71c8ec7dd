package io.clozeline.heads.kind.multilabel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

class MultilabelAnswersTest {
  private static final List<String> LABELS = List.of("joy", "anger", "fear");
  private static final Task TASK = Given.linear("multilabel", LABELS, null);
  private static final float ODDS_OF_3 = (float) Math.log(3);

  private final MultilabelAnswers answers = new MultilabelAnswers();

  @Test
  void eachLabelHasAProbabilityOfItsOwn() {
    // When
    Answer answer = answer(TASK, Given.identity(TASK), vector(ODDS_OF_3, 9, -ODDS_OF_3));

    // Then
    assertEquals(List.of("joy", "anger"), answer.labels());
    assertEquals(LABELS, List.copyOf(answer.scores().keySet()));
    assertEquals(0.75, answer.scores().get("joy"), 1e-3);
    assertEquals(1, answer.scores().get("anger"), 1e-3);
    assertEquals(0.25, answer.scores().get("fear"), 1e-3);
    assertNull(answer.label());
    assertEquals(TASK.name(), answer.head());
  }

  @Test
  void theLeastSureLabelSaysHowUnsureTheAnswerIs() {
    // When
    Answer sure = answer(TASK, Given.identity(TASK), vector(20, -20, 20));
    Answer unsure = answer(TASK, Given.identity(TASK), vector(20, ODDS_OF_3, 20));

    // Then
    assertEquals(1, sure.uncertainty().margin(), 1e-6);
    assertEquals(0, sure.uncertainty().entropy(), 1e-6);
    assertEquals(0.5, unsure.uncertainty().margin(), 1e-3);
    assertEquals(0.811, unsure.uncertainty().entropy(), 1e-3);
  }

  @Test
  void theTaskSaysHowLikelyALabelMustBe() {
    // Given
    Task strict = Given.linear("multilabel", LABELS, Map.of("threshold", 0.9));

    // When
    Answer answer = answer(strict, Given.identity(strict), vector(ODDS_OF_3, 9, 0));

    // Then
    assertEquals(List.of("anger"), answer.labels());
  }

  @Test
  void noLabelIsAnAnswerToo() {
    assertEquals(List.of(), answer(TASK, Given.identity(TASK), vector(-3, -3, -3)).labels());
  }

  @Test
  void theLogitsOfTheWindowsAreAveraged() {
    // When
    Answer answer =
        answer(TASK, Given.identity(TASK), vector(-1, 0, 0), vector(1 + 2 * ODDS_OF_3, 0, 0));

    // Then
    assertEquals(0.75, answer.scores().get("joy"), 1e-3);
  }

  @Test
  void withoutATrainedHeadNothingIsSaid() {
    // Given an adapter from before the labels were changed
    AdapterHead old = Given.identity("joy", "anger");

    // When
    for (AdapterHead head : new AdapterHead[] {null, old}) {
      Answer answer = answer(TASK, head, vector(1, 2, 3));

      // Then
      assertNull(answer.labels());
      assertEquals(Map.of("joy", 0.5, "anger", 0.5, "fear", 0.5), answer.scores());
      assertEquals(1, answer.uncertainty().entropy());
      assertNull(answer.head());
    }
  }

  @Test
  void anOverflowIsAFailureOfTheModel() {
    var thrown =
        assertThrows(
            EventException.class, () -> answer(TASK, Given.identity(TASK), vector(1e9f, 0, 0)));
    assertEquals(ErrorCode.MODEL_FAILURE, thrown.code());
  }

  private static float[][] vector(float... numbers) {
    return Given.vectors(numbers);
  }

  private Answer answer(Task task, AdapterHead head, float[][]... sequences) {
    var text = Given.text(task, head == null ? null : head.digest(), sequences);
    return answers.answer(new Question(text, new KnownTask(task, null), head));
  }
}

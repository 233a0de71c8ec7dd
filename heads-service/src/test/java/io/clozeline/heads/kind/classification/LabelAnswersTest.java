package io.clozeline.heads.kind.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Rung;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Calibration;
import io.clozeline.events.task.Task;
import io.clozeline.heads.answer.AdapterHead;
import io.clozeline.heads.answer.Answer;
import io.clozeline.heads.answer.Given;
import io.clozeline.heads.answer.KnownTask;
import io.clozeline.heads.answer.Question;
import io.clozeline.heads.answer.score.PromptScores;
import io.clozeline.heads.calibration.PriorsInMemory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The linear head; what a prompt answers is tested in {@link PromptAnswersTest}. */
class LabelAnswersTest {
  private final PriorsInMemory priors = new PriorsInMemory();
  private final LabelAnswers answers = new LabelAnswers(new PromptScores(priors));

  @Test
  void aTrainedHeadAnswersWithTheSoftmaxOfItsLogits() {
    // When
    Answer answer = answer(Given.identity("no", "yes"), new float[][] {{0, (float) Math.log(3)}});

    // Then
    assertEquals("yes", answer.label());
    assertEquals(List.of("no", "yes"), List.copyOf(answer.scores().keySet()));
    assertEquals(0.25, answer.scores().get("no"), 1e-3);
    assertEquals(0.75, answer.scores().get("yes"), 1e-3);
    assertEquals(0.5, answer.uncertainty().margin(), 1e-3);
    assertEquals(0.811, answer.uncertainty().entropy(), 1e-3);
    assertEquals("adapter-digest", answer.head());
  }

  @Test
  void aLinearHeadThatWasTrainedForAPromptedTaskTakesOver() {
    // Given
    Task task = Given.prompted(Calibration.ONLINE, "{text} It was [MASK].");
    AdapterHead head = Given.identity("negative", "positive");
    var text = Given.text(task, head.digest(), new float[][] {{1, 3, 0, 0}});

    // When
    var question = new Question(text, new KnownTask(task, null), head);
    Answer answer = answers.answer(question);

    // Then
    assertEquals("positive", answer.label());
    assertEquals(Rung.LINEAR, question.rung());
    assertEquals(head.digest(), answer.head());
    assertTrue(priors.all().isEmpty());
  }

  @Test
  void theRungSaysWhatATaskIsAnsweredBy() {
    Task prompted = Given.prompted(Calibration.NONE, "{text} It was [MASK].");
    Task linear = Given.linear("no", "yes");
    var tuned = new AdapterHead("adapter-digest", List.of("negative", "positive"), null);
    assertEquals(Rung.ZERO_SHOT, rung(prompted, null));
    assertEquals(Rung.PROMPT, rung(prompted, tuned));
    assertNull(rung(linear, null));
    var text = Given.text(prompted, null, new float[][] {{1, 3}}, new float[][] {{2, 3}});
    var shown = Given.with(text, text.sequences(), null, 2);
    var question = new Question(shown, new KnownTask(prompted, null), null);
    assertEquals(Rung.DEMONSTRATIONS, question.rung());
    assertEquals(Rung.LINEAR, rung(linear, Given.identity("no", "yes")));
  }

  private static Rung rung(Task task, AdapterHead adapter) {
    var text = Given.text(task, null, new float[][] {{1, 3, 0, 0}});
    return new Question(text, new KnownTask(task, null), adapter).rung();
  }

  @Test
  void theLogProbabilitiesOfTheWindowsAreAveraged() {
    // When
    Answer answer =
        answer(Given.identity("no", "yes"), new float[][] {{4, 0}}, new float[][] {{0, 2}});

    // Then
    assertEquals("no", answer.label());
    assertEquals(1, Math.log(answer.scores().get("no") / answer.scores().get("yes")), 1e-3);
    assertEquals(1, answer.scores().values().stream().mapToDouble(s -> s).sum(), 1e-9);
  }

  @Test
  void aTrainedHeadIsNotCalibrated() {
    // When
    answer(Given.identity("no", "yes"), new float[][] {{0, 1}});

    // Then
    assertTrue(priors.all().isEmpty());
  }

  @Test
  void withoutATrainedHeadNoLabelIsLikelier() {
    // When
    Answer answer = answer(null, new float[][] {{0, 1}});

    // Then
    assertUnknown(answer);
  }

  @Test
  void aHeadOfOtherLabelsDoesNotAnswer() {
    // Given an adapter from before the task's labels were changed
    AdapterHead old = Given.identity("no", "maybe");

    // When
    Answer answer = answer(old, new float[][] {{0, 1}});

    // Then
    assertUnknown(answer);
  }

  @Test
  void anOverflowIsAFailureOfTheModel() {
    // When
    var thrown =
        assertThrows(
            EventException.class,
            () -> answer(Given.identity("no", "yes"), new float[][] {{1e9f, 1e9f}}));

    // Then
    assertEquals(ErrorCode.MODEL_FAILURE, thrown.code());
  }

  @Test
  void anEncodingWithoutVectorsIsMalformed() {
    // When
    var thrown =
        assertThrows(
            EventException.class, () -> answer(Given.identity("no", "yes"), new float[0][]));

    // Then
    assertEquals(ErrorCode.MALFORMED_BINARY, thrown.code());
  }

  private Answer answer(AdapterHead adapter, float[][]... sequences) {
    var task = Given.linear("no", "yes");
    float[][][] padded =
        Arrays.stream(sequences)
            .map(s -> Arrays.stream(s).map(v -> Arrays.copyOf(v, 4)).toArray(float[][]::new))
            .toArray(float[][][]::new);
    var text = Given.text(task, adapter == null ? null : adapter.digest(), padded);
    return answers.answer(new Question(text, new KnownTask(task, null), adapter));
  }

  private static void assertUnknown(Answer answer) {
    assertNull(answer.label());
    assertNull(answer.head());
    assertEquals(Map.of("no", 0.5, "yes", 0.5), answer.scores());
    assertEquals(0, answer.uncertainty().margin());
    assertEquals(1, answer.uncertainty().entropy());
  }
}

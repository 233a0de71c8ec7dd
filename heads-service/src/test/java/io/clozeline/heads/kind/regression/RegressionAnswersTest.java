package io.clozeline.heads.kind.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.events.task.Calibration;
import io.clozeline.events.task.Prompt;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.TaskKind;
import io.clozeline.heads.answer.AdapterHead;
import io.clozeline.heads.answer.Answer;
import io.clozeline.heads.answer.Given;
import io.clozeline.heads.answer.KnownTask;
import io.clozeline.heads.answer.Question;
import io.clozeline.heads.answer.TinyModel;
import io.clozeline.heads.answer.score.PromptScores;
import io.clozeline.heads.calibration.PriorsInMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegressionAnswersTest {
  private static final Map<String, Object> RANGE = Map.of("min", 1, "max", 5);
  private static final Task TASK = Given.linear("regression", null, RANGE);

  private final RegressionAnswers answers =
      new RegressionAnswers(new PromptScores(new PriorsInMemory()));

  @ParameterizedTest
  @CsvSource({"0.25, 2", "0, 1", "1, 5", "-3, 1", "7, 5"})
  void aTrainedHeadSaysWhereInTheRange(float output, double value) {
    // When
    Answer answer = answer(TASK, Given.identity(TASK), Given.vectors(new float[] {output}));

    // Then
    assertEquals(value, answer.value(), 1e-3);
    assertEquals(TASK.name(), answer.head());
    assertNull(answer.uncertainty());
  }

  @Test
  void theWindowsAreAveraged() {
    // When
    Answer answer =
        answer(
            TASK,
            Given.identity(TASK),
            Given.vectors(new float[] {0.2f}),
            Given.vectors(new float[] {0.3f}));

    // Then
    assertEquals(2, answer.value(), 1e-3);
  }

  @Test
  void withoutATrainedHeadThereIsNoNumber() {
    // When
    Answer answer = answer(TASK, null, Given.vectors(new float[] {0.2f}));

    // Then
    assertNull(answer.value());
    assertEquals(1, answer.uncertainty().entropy());
  }

  @Test
  void aPromptInterpolatesBetweenItsWords(@TempDir Path folder) throws IOException {
    // Given
    MaskedLmHead lm = TinyModel.lm(folder);
    var words = Map.of("low", List.of("bad"), "high", List.of("good"));
    var prompt = new Prompt(List.of("{text} It was [MASK]."), words, Calibration.NONE);
    Task task =
        Given.task(
            new TaskDefinition(
                "stars", TaskKind.of("regression"), null, prompt, null, null, null, null, RANGE));

    // When
    Answer middle = answer(task, lm, Given.mask(4, 4));
    Answer low = answer(task, lm, Given.mask(9, -9));
    Answer high = answer(task, lm, Given.mask(-9, 9));

    // Then
    assertEquals(3, middle.value(), 1e-6);
    assertEquals(1, low.value(), 0.05);
    assertEquals(5, high.value(), 0.05);
    assertEquals(0, middle.uncertainty().margin(), 1e-6);
    assertEquals(1, middle.uncertainty().entropy(), 1e-6);
    assertTrue(low.uncertainty().margin() > 0.95, low::toString);
    assertTrue(high.uncertainty().entropy() < 0.15, high::toString);
  }

  private Answer answer(Task task, MaskedLmHead lm, float[][] mask) {
    return answers.answer(new Question(Given.text(task, null, mask), KnownTask.of(task, lm), null));
  }

  private Answer answer(Task task, AdapterHead head, float[][]... sequences) {
    var text = Given.text(task, head == null ? null : head.digest(), sequences);
    return answers.answer(new Question(text, new KnownTask(task, null), head));
  }
}

package io.clozeline.heads.kind.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.events.task.Calibration;
import io.clozeline.events.task.Task;
import io.clozeline.heads.answer.AdapterHead;
import io.clozeline.heads.answer.Answer;
import io.clozeline.heads.answer.Given;
import io.clozeline.heads.answer.KnownTask;
import io.clozeline.heads.answer.Question;
import io.clozeline.heads.answer.TinyModel;
import io.clozeline.heads.answer.score.PromptScores;
import io.clozeline.heads.calibration.Prior;
import io.clozeline.heads.calibration.PriorsInMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The masked-LM head through a task's words, for the base model and under an adapter. */
class PromptAnswersTest {
  private static final Task PLAIN = Given.prompted(Calibration.NONE, "{text} It was [MASK].");
  private static final Task ONLINE = Given.prompted(Calibration.ONLINE, "{text} It was [MASK].");
  private static final Task REWORDED = Given.prompted(Calibration.ONLINE, "{text} A [MASK] one.");

  private static MaskedLmHead lm;

  private final PriorsInMemory priors = new PriorsInMemory();
  private final LabelAnswers answers = new LabelAnswers(new PromptScores(priors));

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    lm = TinyModel.lm(folder);
  }

  @Test
  void theLabelIsTheOneOfTheLikelierWord() {
    // When
    Answer answer = answer(PLAIN, null, Given.mask(4, 6));

    // Then
    assertEquals("positive", answer.label());
    assertEquals(List.of("negative", "positive"), List.copyOf(answer.scores().keySet()));
    assertEquals(1, answer.scores().values().stream().mapToDouble(s -> s).sum(), 1e-9);
    assertNull(answer.head());
    assertTrue(priors.all().isEmpty());
  }

  @Test
  void patternsAreAveraged() {
    // When two patterns disagree, and the second is the surer one
    Answer answer = answer(PLAIN, null, Given.mask(4, 5), Given.mask(7, 3));

    // Then
    assertEquals("negative", answer.label());
  }

  @Test
  void wordsThatTheModelLikesTooMuchAreCalibratedAway() {
    // Given a stream in which "good" always wins, by more or by less
    IntStream.range(0, 20).forEach(i -> answer(ONLINE, null, Given.mask(4, 6 + i % 2)));

    // When
    Answer less = answer(ONLINE, null, Given.mask(4, 5));
    Answer more = answer(ONLINE, null, Given.mask(4, 8));

    // Then
    assertEquals("negative", less.label());
    assertEquals("positive", more.label());
    assertEquals(22, priors.get(ONLINE.name()).texts());
  }

  @Test
  void answersWithDemonstrationsHaveAPriorOfTheirOwn() {
    // Given
    answer(ONLINE, null, Given.mask(4, 6));
    var text = Given.text(ONLINE, null, Given.mask(4, 6), Given.mask(4, 7));
    var shown = Given.with(text, text.sequences(), null, 2);

    // When
    answers.answer(new Question(shown, KnownTask.of(ONLINE, lm), null));

    // Then
    assertEquals(1, priors.get(ONLINE.name()).texts());
    assertEquals(1, priors.get(ONLINE.name() + "/demonstrations").texts());
  }

  @Test
  void aTextOfManyWindowsIsTheirMeanAndCountsOnce() {
    // Given two windows under two patterns
    float[][][] sequences = {
      Given.mask(4, 6), Given.mask(4, 8), Given.mask(4, 2), Given.mask(4, 8)
    };
    double mean = Arrays.stream(sequences).mapToDouble(s -> odds(PLAIN, s)).average().orElseThrow();

    // When
    double odds = odds(PLAIN, sequences);
    answer(ONLINE, null, sequences);

    // Then
    assertEquals(mean, odds, 1e-6);
    Prior prior = priors.get(ONLINE.name());
    assertEquals(1, prior.texts());
    assertEquals(mean, prior.mean()[1] - prior.mean()[0], 1e-6);
  }

  private double odds(Task task, float[][]... sequences) {
    var scores = answer(task, null, sequences).scores();
    return Math.log(scores.get("positive") / scores.get("negative"));
  }

  @Test
  void aTrainedAdapterAnswersAsTrained() {
    // Given
    IntStream.range(0, 20).forEach(i -> answer(ONLINE, null, Given.mask(4, 8)));

    // When
    Answer answer = answer(ONLINE, "adapter-digest", Given.mask(4, 5));

    // Then
    assertEquals("positive", answer.label());
    assertEquals(20, priors.get(ONLINE.name()).texts());
  }

  @Test
  void aChangedTaskStartsItsPriorAfresh() {
    // Given
    IntStream.range(0, 20).forEach(i -> answer(ONLINE, null, Given.mask(4, 8)));

    // When
    Answer answer = answer(REWORDED, null, Given.mask(4, 5));

    // Then
    assertEquals("positive", answer.label());
    assertEquals(1, priors.get(REWORDED.name()).texts());
  }

  private Answer answer(Task task, String adapter, float[][]... sequences) {
    var text = Given.text(task, adapter, sequences);
    var head =
        adapter == null
            ? null
            : new AdapterHead("adapter-digest", List.of("negative", "positive"), null);
    return answers.answer(new Question(text, KnownTask.of(task, lm), head));
  }
}

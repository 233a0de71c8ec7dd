package io.clozeline.heads.answer.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.events.EncodedText;
import io.clozeline.events.Encoding;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Calibration;
import io.clozeline.events.task.Prompt;
import io.clozeline.events.task.Task;
import io.clozeline.heads.answer.AdapterHead;
import io.clozeline.heads.answer.Given;
import io.clozeline.heads.answer.KnownTask;
import io.clozeline.heads.answer.Question;
import io.clozeline.heads.answer.TinyModel;
import io.clozeline.heads.calibration.PriorsInMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ensembles of patterns, words of several tokens, content-free calibration and draws. */
class PromptScoresTest {
  private static final Map<String, List<String>> WORDS =
      Map.of("negative", List.of("bad"), "positive", List.of("good"));
  private static final List<String> TWO = List.of("{text} It was [MASK].", "[MASK]: {text}");
  private static final Task WEIGHTED = weighted(Calibration.NONE);
  private static final float[][] A = Given.mask(4, 6);
  private static final float[][] B = Given.mask(7, 3);
  private static final float[][] C = Given.mask(2, 5);
  private static final float[][] D = Given.mask(1, 1);

  private static MaskedLmHead lm;

  private final PriorsInMemory priors = new PriorsInMemory();
  private final PromptScores scores = new PromptScores(priors);

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    lm = TinyModel.lm(folder);
  }

  @Test
  void patternsCountByTheirWeightsAndWindowsAlike() {
    // When the sequences are window by window, in each pattern by pattern
    double odds = odds(text(WEIGHTED, A, B, C, D), WEIGHTED);

    // Then
    assertEquals(0.75 * (odds(A) + odds(C)) / 2 + 0.25 * (odds(B) + odds(D)) / 2, odds, 1e-6);
  }

  @Test
  void drawsOfASequenceStandNextToEachOther() {
    // Given two draws for each of two patterns
    EncodedText text = text(WEIGHTED, A, B, C, D);

    // When
    double odds = odds(Given.with(text, text.sequences(), null, 2), WEIGHTED);

    // Then
    assertEquals(0.75 * (odds(A) + odds(B)) / 2 + 0.25 * (odds(C) + odds(D)) / 2, odds, 1e-6);
  }

  @Test
  void whatIsAskedOfNoTextIsDividedAwayForEachPattern() {
    // Given one content-free text for each of two patterns
    Task task = weighted(Calibration.CONTEXTUAL);
    EncodedText text = contentFree(text(task, A, B), C, D);

    // When
    double odds = odds(text, task);

    // Then
    assertEquals(0.75 * (odds(A) - odds(C)) + 0.25 * (odds(B) - odds(D)), odds, 1e-6);
    assertTrue(priors.all().isEmpty());
  }

  @Test
  void theProbabilitiesOfSeveralContentFreeTextsAreAveraged() {
    // Given three content-free texts of one pattern
    Task task = Given.prompted("one", new Prompt(TWO.subList(0, 1), WORDS, Calibration.CONTEXTUAL));
    EncodedText text = contentFree(text(task, A), B, C, D);

    // When
    double odds = odds(text, task);

    // Then
    double good =
        Arrays.stream(new double[] {odds(B), odds(C), odds(D)})
            .map(o -> 1 / (1 + Math.exp(-o)))
            .average()
            .orElseThrow();
    assertEquals(odds(A) - Math.log(good / (1 - good)), odds, 1e-6);
  }

  @Test
  void anAdapterIsNotCalibratedByContentFreeTexts() {
    // Given
    Task task = weighted(Calibration.CONTEXTUAL);
    AdapterHead adapter = new AdapterHead("digest", Given.LABELS, null);

    // When the encoder has left them out
    double odds = odds(scores.of(new Question(text(task, A, B), KnownTask.of(task, lm), adapter)));

    // Then
    assertEquals(0.75 * odds(A) + 0.25 * odds(B), odds, 1e-6);
  }

  @Test
  void aWordOfTwoTokensIsTheProductOverItsMasks() {
    // Given "bad bad" or "good", at two masks and one that is superfluous
    Task task = Given.longWords("{text} [MASK] [MASK] [MASK]");
    float[][] masks = {{4, 6, 1, 0}, {7, 3, 1, 0}, {100, 0, 0, 0}};

    // When
    double[] log = of(text(task, masks), task);

    // Then
    double[] first = vocabulary(masks[0]);
    double[] second = vocabulary(masks[1]);
    int bad = Given.VOCABULARY.special("bad");
    int good = Given.VOCABULARY.special("good");
    assertArrayEquals(
        LogProbabilities.of(new double[] {first[bad] + second[bad], first[good]}), log, 1e-5);
  }

  @Test
  void whatDoesNotFitTheTaskIsMalformed() {
    Task contextual = weighted(Calibration.CONTEXTUAL);
    Task two = Given.longWords("{text} [MASK] [MASK]");
    EncodedText draws = text(WEIGHTED, A, B);
    assertMalformed(text(WEIGHTED, A, B, C), WEIGHTED);
    assertMalformed(text(WEIGHTED), WEIGHTED);
    assertMalformed(Given.with(draws, draws.sequences(), null, 2), WEIGHTED);
    assertMalformed(text(contextual, A, B), contextual);
    assertMalformed(contentFree(text(contextual, A, B), C), contextual);
    assertMalformed(contentFree(text(contextual, A, B)), contextual);
    assertMalformed(text(two, A), two);
  }

  private void assertMalformed(EncodedText text, Task task) {
    var thrown = assertThrows(EventException.class, () -> of(text, task));
    assertEquals(ErrorCode.MALFORMED_BINARY, thrown.code());
  }

  private static Task weighted(Calibration calibration) {
    var prompt = new Prompt(TWO, List.of(3.0, 1.0), null, WORDS, calibration, null);
    return Given.prompted("weighted", prompt);
  }

  private static EncodedText text(Task task, float[][]... sequences) {
    return Given.text(task, null, sequences);
  }

  private static EncodedText contentFree(EncodedText text, float[][]... sequences) {
    List<Encoding> free =
        Arrays.stream(sequences).map(vectors -> Encoding.of(vectors, TinyModel.HIDDEN)).toList();
    return Given.with(text, text.sequences(), free, null);
  }

  private double[] of(EncodedText text, Task task) {
    return scores.of(new Question(text, KnownTask.of(task, lm), null));
  }

  private double odds(EncodedText text, Task task) {
    return odds(of(text, task));
  }

  /** What one sequence alone says. */
  private double odds(float[][] sequence) {
    Task task = Given.prompted("one", new Prompt(TWO.subList(0, 1), WORDS, Calibration.NONE));
    return odds(text(task, sequence), task);
  }

  private static double odds(double[] log) {
    return log[1] - log[0];
  }

  private static double[] vocabulary(float[] vector) {
    return LogProbabilities.of(lm.logits(lm.transform(vector)));
  }
}

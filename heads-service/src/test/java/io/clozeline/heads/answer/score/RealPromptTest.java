package io.clozeline.heads.answer.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.bert.setup.Cache;
import io.clozeline.bert.setup.ModelName;
import io.clozeline.bert.setup.ModelSetup;
import io.clozeline.bert.setup.Progress;
import io.clozeline.events.EncodedText;
import io.clozeline.events.Encoding;
import io.clozeline.events.task.Calibration;
import io.clozeline.events.task.Prompt;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.events.topic.Topics;
import io.clozeline.heads.answer.Given;
import io.clozeline.heads.answer.KnownTask;
import io.clozeline.heads.answer.Question;
import io.clozeline.heads.calibration.PriorsInMemory;
import io.clozeline.heads.kind.regression.RegressionAnswers;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Words through the real masked-LM head, at the mask of "the capital of france is [MASK] .". */
class RealPromptTest {
  private static final double PARIS_OVER_LILLE = 12.35 - 10.58; // the reference logits
  private static final double TOLERANCE = 0.02;

  private static Vocabulary vocabulary;
  private static MaskedLmHead lm;
  private static EncodedText golden;

  private final PromptScores scores = new PromptScores(new PriorsInMemory());

  @BeforeAll
  static void open() throws IOException {
    ModelDirectory model =
        ModelSetup.prepare(ModelName.BERT_BASE_UNCASED, Cache.standard(), Progress.SILENT);
    vocabulary = Vocabulary.open(model.path());
    lm = MaskedLmHead.open(model);
    try (var file = RealPromptTest.class.getResourceAsStream("/golden/capital-of-france.bin")) {
      golden = Topics.ENCODINGS.codec().decode(file.readAllBytes());
    }
  }

  @Test
  void wordsOfOneTokenHaveTheOddsOfTheReference() {
    // When
    double[] log = scores.of(question("classification", "Lille", "Paris", 1));

    // Then
    assertEquals(PARIS_OVER_LILLE, log[1] - log[0], TOLERANCE);
  }

  @Test
  void wordsOfSeveralTokensAreTheProductOverTheirMasks() {
    // Given a word of two tokens, and the same vector at both masks
    int[] tokens = vocabulary.pieces("Los Angeles");
    assertEquals(2, tokens.length);

    // When
    double[] log = scores.of(question("classification", "Los Angeles", "Paris", 2));

    // Then
    float[] words = lm.logits(lm.transform(golden.sequences().get(0).vector(0)));
    double[] all = LogProbabilities.of(words);
    double angeles = all[tokens[0]] + all[tokens[1]];
    double paris = all[vocabulary.special("paris")];
    assertArrayEquals(LogProbabilities.of(new double[] {angeles, paris}), log, 1e-3);
  }

  @Test
  void aNumberIsInterpolatedBetweenItsWords() {
    // Given a range from Lille to Paris
    var answers = new RegressionAnswers(scores);

    // When
    double value = answers.answer(question("regression", "Lille", "Paris", 1)).value();

    // Then
    assertEquals(1 / (1 + Math.exp(-PARIS_OVER_LILLE)), value / 10, TOLERANCE);
  }

  /** The golden text under a prompt whose alternatives have these words. */
  private static Question question(String kind, String low, String high, int masks) {
    boolean regression = kind.equals("regression");
    Map<String, List<String>> words = Map.of("low", List.of(low), "high", List.of(high));
    var prompt = new Prompt(List.of("{text} [MASK] ."), words, Calibration.NONE);
    var definition =
        new TaskDefinition(
            "capital",
            TaskKind.of(kind),
            regression ? null : List.of("low", "high"),
            prompt,
            null,
            null,
            null,
            null,
            regression ? Map.of("min", 0, "max", 10) : null);
    Task task = Task.of(definition, vocabulary);
    float[] vector = golden.sequences().get(0).vector(0);
    float[][] vectors = new float[masks][];
    Arrays.fill(vectors, vector);
    var encoding = Encoding.of(vectors, vector.length);
    return new Question(
        Given.with(golden, List.of(encoding), null, null), KnownTask.of(task, lm), null);
  }
}

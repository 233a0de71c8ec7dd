package io.clozeline.events.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Given;
import io.clozeline.events.Release;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TaskTest {
  private static final List<String> WORDS =
      List.of("[PAD]", "[MASK]", "[", "terrible", "bad", "great", "good", "##s", "Paris", "##");
  private static final Vocabulary VOCABULARY = new Vocabulary(WORDS, true, "digest", 512);

  @Test
  void theWordsOfEachLabelAreTheirIds() {
    // When
    Task task = Task.of(Given.task(), VOCABULARY);
    // Then
    assertArrayEquals(new int[][][] {{{3}, {4}}, {{5}}}, task.words());
    assertEquals("sentiment", task.name());
    assertEquals(1, task.label("positive"));
    assertEquals(-1, task.label("neutral"));
  }

  @Test
  void withoutAPromptThereAreNoWords() {
    assertArrayEquals(new int[0][][], Task.of(linear(), VOCABULARY).words());
  }

  @ParameterizedTest
  @CsvSource({"splendid", "very bad", "[MASK]", "##s", "''"})
  void aWordThatTheVocabularyCannotSpellIsRefused(String word) {
    // Given
    TaskDefinition task = prompted(List.of("bad"), List.of("great", word));
    // When
    var thrown = assertThrows(EventException.class, () -> Task.of(task, VOCABULARY));
    // Then
    assertEquals(ErrorCode.TASK_REFUSED, thrown.code());
    assertEquals(
        "the word \"" + word + "\" of the label \"positive\" is not in the vocabulary",
        thrown.getMessage());
  }

  @Test
  void demonstrationsAreShownOnceAReleaseSaysSo() {
    // Given
    Task task = demonstrating(Learning.DEFAULT);
    Release silent = new Release("t", "a", null, null, null, 1, 1, Instant.EPOCH);
    // Then
    assertTrue(task.choosesDemonstrations());
    assertFalse(task.shows(null));
    assertTrue(task.shows(silent), "it is of a time when they were always shown");
    assertTrue(task.shows(silent.showing(true, null)));
    assertFalse(task.shows(silent.showing(false, null)));
    assertFalse(task.shows(Release.base("t", Instant.EPOCH)));
  }

  @Test
  void demonstrationsAreAlwaysShownWhereNothingWouldTell() {
    // Given
    Release bare = Release.base("t", Instant.EPOCH);
    var stays = Learning.DEFAULT.change().ladder(false).done();
    var untested = Learning.DEFAULT.promote("always");
    var exploiting = Learning.DEFAULT.change().pet(new Pet(16, null, null)).done();
    // Then
    for (Learning learning : List.of(stays, untested, exploiting)) {
      Task task = demonstrating(learning);
      assertFalse(task.choosesDemonstrations());
      assertTrue(task.shows(null) && task.shows(bare));
    }
  }

  @Test
  void withoutDemonstrationsItIsOfTheSameVersion() {
    // Given
    Task task = demonstrating(Learning.DEFAULT);
    // When
    Task bare = task.withoutDemonstrations();
    // Then
    assertFalse(bare.demonstrated() || bare.choosesDemonstrations() || bare.shows(null));
    assertEquals(task.version(), bare.version());
    assertArrayEquals(task.words(), bare.words());
    assertEquals(bare, bare.withoutDemonstrations());
  }

  private static Task demonstrating(Learning learning) {
    Prompt prompt = Given.task().prompt();
    var shows = new Demonstrations(1, null, null, null);
    var showing = new Prompt(prompt.patterns(), null, null, prompt.verbalizer(), null, shows);
    return Task.of(Given.task().prompt(showing).learning(learning), VOCABULARY);
  }

  @Test
  void aWordMayHaveSeveralTokens() {
    // When
    Task task =
        Task.of(prompted(List.of("bads", "bad"), List.of("goods great", "great")), VOCABULARY);
    // Then
    assertArrayEquals(new int[][][] {{{4, 7}, {4}}, {{6, 7, 5}, {5}}}, task.words());
    assertEquals(3, task.masks());
    assertEquals(1, Task.of(Given.task(), VOCABULARY).masks());
    assertEquals(0, Task.of(linear(), VOCABULARY).masks());
  }

  @Test
  void aWordOfMoreTokensThanAPatternMayHaveMasksIsRefused() {
    TaskDefinition task = prompted(List.of("bad"), List.of("good ".repeat(9)));
    var thrown = assertThrows(EventException.class, () -> Task.of(task, VOCABULARY));
    assertEquals(ErrorCode.TASK_REFUSED, thrown.code());
    assertTrue(thrown.getMessage().contains("has 9 tokens, more than 8"), thrown.getMessage());
  }

  @Test
  void aPatternOfSeveralMasksNeedsOneForEachTokenOfAWord() {
    // Given
    var words = Map.of("negative", List.of("bads"), "positive", List.of("good good good"));
    var two = new Prompt(List.of("{text} [MASK] [MASK]"), words, null);
    var three = new Prompt(List.of("{text} [MASK] [MASK] [MASK]", "{text} [MASK]"), words, null);
    // When
    var thrown =
        assertThrows(EventException.class, () -> Task.of(Given.task().prompt(two), VOCABULARY));
    // Then
    assertTrue(thrown.getMessage().contains("a word has 3 tokens, and the"), thrown.getMessage());
    assertEquals(3, Task.of(Given.task().prompt(three), VOCABULARY).masks());
  }

  @Test
  void labelsOfTheSameWordsAreRefused() {
    TaskDefinition task = prompted(List.of("good", "bad"), List.of("Bad", "GOOD", "bad"));
    var thrown = assertThrows(EventException.class, () -> Task.of(task, VOCABULARY));
    assertEquals(
        "the labels \"negative\" and \"positive\" have the same words", thrown.getMessage());
  }

  @Test
  void aCasedVocabularyReadsTheCase() {
    var cased = new Vocabulary(WORDS, false, "digest", 512);
    assertEquals(8, cased.id("Paris").orElseThrow());
    assertEquals(true, cased.id("paris").isEmpty());
    assertEquals(true, VOCABULARY.id("Paris").isEmpty()); // an uncased vocabulary has no capitals
    assertEquals(true, cased.id("[MASK]").isEmpty());
    assertEquals(2, cased.id("[").orElseThrow());
    assertEquals(9, cased.id("##").orElseThrow());
    assertEquals(1, cased.special("[MASK]"));
    assertThrows(IllegalStateException.class, () -> cased.special("[CLS]"));
  }

  static Stream<String> sameTask() {
    return Stream.of(
        """
        {"name":"sentiment","kind":"classification","labels":["negative","positive"],
         "prompt":{"patterns":["{text} It was [MASK]."],
                   "verbalizer":{"negative":["terrible","bad"],"positive":["great"]}}}
        """,
        """
        {"prompt":{"verbalizer":{"positive":["great"],"negative":["terrible","bad"]},
                   "calibration":"online","patterns":["{text} It was [MASK]."]},
         "labels":["negative","positive"],"learning":{},"kind":"classification",
         "topK":null,"name":"sentiment","windows":{"overlap":64,"max":32},"maxAge":null}
        """,
        """
        {"name":"sentiment","kind":"classification","labels":["negative","positive"],
         "prompt":{"patterns":["{text} It was [MASK]."],"calibration":null,
                   "verbalizer":{"positive":["great"],"negative":["terrible","b\\u0061d"]}},
         "learning":{"alpha":1.6e1,"targets":["query","value"],"minExamples":16,"r":8,
                     "method":"lora"}}
        """);
  }

  @ParameterizedTest
  @MethodSource("sameTask")
  void theVersionIsTheSameHoweverTheTaskIsWritten(String json) {
    TaskDefinition definition = Topics.TASKS.codec().decode(json.getBytes(UTF_8));
    assertEquals(Given.task(), definition);
    assertEquals("5914d494c9849382", Task.of(definition, VOCABULARY).version());
  }

  /** Computed before there were kinds beyond these: what stands in topics names these versions. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          14c83984afacdfff | {~name~:~cloze~,~kind~:~cloze~}
          337e11172cf52482 | {~name~:~linear~,~kind~:~classification~,~labels~:[~no~,~yes~]}
          8ebe5e2b394fc836 | {~name~:~pair~,~kind~:~pair-classification~,~labels~:[~no~,~yes~],~prompt~:{~patterns~:[~{text} ? [MASK] , {textB}~],~verbalizer~:{~no~:[~bad~],~yes~:[~good~,~great~]},~calibration~:~none~},~learning~:{~minExamples~:48,~steps~:60,~learningRate~:0.001},~windows~:{~max~:8}}
          """)
  void aDefinitionFromBeforeKeepsItsVersion(String version, String json) {
    TaskDefinition definition = Topics.TASKS.codec().decode(json.replace('~', '"').getBytes(UTF_8));
    assertEquals(version, Task.of(definition, VOCABULARY).version());
  }

  @Test
  void whoIsAskedAboutItsTextsIsNoPartOfTheVersion() {
    String version = Task.of(Given.task(), VOCABULARY).version();
    assertEquals(version, Task.of(Given.reviewedTask(), VOCABULARY).version());
    assertEquals(Given.reviewedTask(), Task.of(Given.reviewedTask(), VOCABULARY).definition());
  }

  @Test
  void anotherTaskHasAnotherVersion() {
    String version = Task.of(Given.task(), VOCABULARY).version();
    var fewer = prompted(List.of("bad"), List.of("great"));
    assertNotEquals(version, Task.of(linear(), VOCABULARY).version());
    assertNotEquals(version, Task.of(Given.windowedTask(), VOCABULARY).version());
    assertNotEquals(version, Task.of(fewer, VOCABULARY).version());
  }

  private static TaskDefinition linear() {
    return new TaskDefinition(
        "linear", TaskKind.of("classification"), List.of("no", "yes"), null, null, null);
  }

  private static TaskDefinition prompted(List<String> negative, List<String> positive) {
    var words = Map.of("negative", negative, "positive", positive);
    var prompt = new Prompt(List.of("{text} It was [MASK]."), words, null);
    return new TaskDefinition(
        "sentiment",
        TaskKind.of("classification"),
        List.of("negative", "positive"),
        prompt,
        null,
        null);
  }
}

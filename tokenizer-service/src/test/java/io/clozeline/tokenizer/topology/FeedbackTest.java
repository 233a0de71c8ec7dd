package io.clozeline.tokenizer.topology;

import static io.clozeline.events.error.ErrorCode.COUNT_MISMATCH;
import static io.clozeline.events.error.ErrorCode.INVALID_FIELD;
import static io.clozeline.events.error.ErrorCode.MISSING_FIELD;
import static io.clozeline.events.error.ErrorCode.SPAN_OUTSIDE;
import static io.clozeline.events.error.ErrorCode.TEXT_MISSING;
import static io.clozeline.events.error.ErrorCode.UNKNOWN_LABEL;
import static io.clozeline.events.error.ErrorCode.VALUE_OUT_OF_RANGE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Example;
import io.clozeline.events.Feedback;
import io.clozeline.events.Text;
import io.clozeline.events.TextSpan;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import io.clozeline.tokenizer.sequence.Sequences;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FeedbackTest {
  private final Driver driver = new Driver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void feedbackBecomesAnExample() {
    // When
    driver.send(
        Topics.FEEDBACK,
        "d1",
        """
        {"id": "d1", "task": "sentiment", "label": "positive", "text": "Fine.",
         "annotator": "ann", "at": "2026-01-02T03:04:05Z"}
        """);

    // Then
    Example example = driver.received(Topics.EXAMPLES).get(0);
    assertEquals("positive", example.label());
    assertEquals("ann", example.annotator());
    assertEquals(Instant.parse("2026-01-02T03:04:05Z").toEpochMilli(), example.at());
    assertEquals(2, example.sequences().size());
    assertEquals("[MASK]", Sequences.selected(example.sequences().get(0)));
    assertEquals(0, example.sequences().get(0).offsets().length);
  }

  @Test
  void theExampleOfALongTextIsItsFirstWindowAndItsLast() {
    // When
    driver.send(
        Topics.FEEDBACK,
        "d",
        json(
            Feedback.label(
                "d", "sentiment", "positive", "good " + "a ".repeat(3_000) + "z", null)));

    // Then
    List<String> sequences =
        driver.received(Topics.EXAMPLES).get(0).sequences().stream()
            .map(Sequences::tokens)
            .toList();
    assertEquals(4, sequences.size()); // two windows, two patterns
    assertEquals(2, sequences.stream().filter(s -> s.contains(" good a ")).count());
    assertEquals(2, sequences.stream().filter(s -> s.contains(" a z ")).count());
  }

  @Test
  void feedbackWithoutATimeWasSaidWhenItWasWritten() {
    // When
    driver.send(
        Topics.FEEDBACK, null, json(Feedback.label("d", "sentiment", "positive", "a", null)));

    // Then
    assertEquals(Driver.NOW, driver.received(Topics.EXAMPLES).get(0).at());
  }

  @ParameterizedTest
  @CsvSource({"sentiment", "a-task-that-is-gone", "cloze"})
  void anErasureErasesTheExample(String task) {
    // When
    driver.send(
        Topics.FEEDBACK,
        "d1",
        """
        {"id": "d1", "task": "%s", "erase": true}
        """
            .formatted(task));

    // Then
    var records = driver.received(Topics.EXAMPLES.name());
    assertArrayEquals(Topic.key(task + "/d1"), records.get(0).key());
    assertNull(records.get(0).value());
  }

  @ParameterizedTest
  @CsvSource({
    "sentiment, neutral, a, , UNKNOWN_LABEL",
    "sentiment, positive, , , TEXT_MISSING",
    "sentiment, positive, a, b, INVALID_FIELD",
    "entailment, yes, a, , MISSING_FIELD",
    "entailment, yes, , b, TEXT_MISSING",
    "cloze, paris, a [MASK], , INVALID_FIELD",
    "nonsense, a, a, , UNKNOWN_TASK",
    "sentiment, , a, , MISSING_FIELD"
  })
  void badFeedbackIsADeadLetter(
      String task, String label, String text, String textB, ErrorCode code) {
    // When
    driver.send(Topics.FEEDBACK, "d", fields(task, label, text, textB));

    // Then
    List<DeadLetter> letters = driver.deadLetters(Topics.FEEDBACK);
    assertEquals(code, letters.get(0).code(), letters.get(0).cause());
    assertEquals("tokenizer-feedback", letters.get(0).stage());
    assertEquals(List.of(), driver.received(Topics.EXAMPLES));
  }

  @Test
  void theExampleOfEveryKindHoldsItsAnswer() {
    // When
    send(Feedback.labels("d", "topics", List.of("staff", "food"), "Fine food.", null));
    send(Feedback.value("d", "stars", 4.5, "Fine food.", null));
    send(Feedback.value("d", "similarity", 2, "Fine food.", "Good food."));
    send(Feedback.label("d", "follows", "other", "Fine food.", "It rains."));
    send(Feedback.tags("d", "speech", List.of("NOUN", "VERB"), "Food works"));
    send(Feedback.spans("d", "questions", List.of(TextSpan.of(0, 4, null)), "What?", "Food."));
    send(Feedback.fills("d", "cloze", List.of("food"), "Fine [MASK]."));

    // Then
    List<Example> examples = driver.received(Topics.EXAMPLES);
    assertEquals(
        List.of("staff", "regression", "regression", "other", "tagging", "span", "cloze"),
        examples.stream().map(Example::label).toList());
    assertEquals(List.of("staff", "food"), examples.get(0).labels());
    assertEquals(4.5, examples.get(1).value());
    assertEquals("[MASK]", Sequences.selected(examples.get(1).sequences().get(0)));
    assertEquals(
        "[CLS] fine food . [SEP] good food . [SEP]",
        Sequences.tokens(examples.get(2).sequences().get(0)));
    assertNull(examples.get(3).targets());
    assertArrayEquals(new int[] {0, 1}, examples.get(4).targets().get(0));
    assertArrayEquals(new int[] {1, 1}, examples.get(5).targets().get(0));
    assertEquals(1, examples.get(6).targets().get(0).length);
    assertTrue(examples.stream().flatMap(e -> e.sequences().stream()).allMatch(s -> noPlaces(s)));
  }

  static Stream<Arguments> misfits() {
    var outside = List.of(TextSpan.of(0, 9, "PER"));
    return Stream.of(
        Arguments.of(Feedback.labels("d", "topics", List.of("x"), "a", null), UNKNOWN_LABEL),
        Arguments.of(Feedback.value("d", "stars", 5.1, "a", null), VALUE_OUT_OF_RANGE),
        Arguments.of(Feedback.value("d", "stars", 5, "a", "b"), INVALID_FIELD),
        Arguments.of(Feedback.label("d", "stars", "5", "a", null), INVALID_FIELD),
        Arguments.of(Feedback.tags("d", "speech", List.of("NOUN"), "a b"), COUNT_MISMATCH),
        Arguments.of(Feedback.tags("d", "speech", List.of("X", "X"), "a b"), UNKNOWN_LABEL),
        Arguments.of(Feedback.spans("d", "speech", List.of(), "a b", null), INVALID_FIELD),
        Arguments.of(Feedback.spans("d", "entities", outside, "a b", null), SPAN_OUTSIDE),
        Arguments.of(Feedback.spans("d", "questions", outside, "a", "b"), SPAN_OUTSIDE),
        Arguments.of(Feedback.spans("d", "questions", outside, "a", null), MISSING_FIELD),
        Arguments.of(Feedback.fills("d", "cloze", List.of(), "a [MASK]"), COUNT_MISMATCH),
        Arguments.of(Feedback.fills("d", "cloze", List.of("a"), null), TEXT_MISSING),
        Arguments.of(Feedback.label("d", "follows", "next", "a", null), MISSING_FIELD));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void anAnswerThatDoesNotFitIsADeadLetter(Feedback feedback, ErrorCode code) {
    // When
    send(feedback);

    // Then
    DeadLetter letter = driver.deadLetters(Topics.FEEDBACK).get(0);
    assertEquals(code, letter.code(), letter.cause());
    assertEquals(List.of(), driver.received(Topics.EXAMPLES));
  }

  @Test
  void feedbackThatOnlyNamesItsDocumentFindsItsText() {
    // Given
    text("d", "Fine food.", null);
    text("d", "Bad food.", null);
    text("e", "It rains.", null);

    // When
    send(Feedback.label("d", "sentiment", "negative", null, null));

    // Then
    Example example = driver.received(Topics.EXAMPLES).get(0);
    assertEquals("negative", example.label());
    assertTrue(Sequences.tokens(example.sequences().get(0)).contains("bad food ."));
  }

  @Test
  void feedbackOnAPairFindsBothTexts() {
    // Given
    text("d", "Fine food.", "Good food.");

    // When
    send(Feedback.value("d", "similarity", 2, null, null));

    // Then
    assertEquals(
        "[CLS] fine food . [SEP] good food . [SEP]",
        Sequences.tokens(driver.received(Topics.EXAMPLES).get(0).sequences().get(0)));
  }

  @Test
  void theTextOfTheFeedbackGoesBeforeTheOneThatIsRemembered() {
    // Given
    text("d", "Fine food.", null);

    // When
    send(Feedback.label("d", "sentiment", "negative", "Bad food.", null));

    // Then
    Example example = driver.received(Topics.EXAMPLES).get(0);
    assertTrue(Sequences.tokens(example.sequences().get(0)).contains("bad food ."));
  }

  @Test
  void aDocumentThatIsNotThereAnyMoreIsADeadLetter() {
    // Given
    text("erased", "Fine food.", null);
    text("old", "Fine food.", null);
    text("dropped", "Fine food.", null);
    driver.send(Topics.TEXTS, "refused", "{}");

    // When
    driver.send(Topics.FEEDBACK, "erased", json(Feedback.erasure("erased", "sentiment")));
    nameOnly("erased");
    nameOnly("refused");
    nameOnly("unknown");
    driver.dropTexts();
    nameOnly("dropped");
    driver.goBy(Driver.REMEMBERED.plusMillis(1));
    nameOnly("old");

    // Then
    List<DeadLetter> letters = driver.deadLetters(Topics.FEEDBACK);
    assertEquals(
        List.of("erased", "refused", "unknown", "dropped", "old"),
        letters.stream().map(letter -> Topic.key(letter.key())).toList());
    assertTrue(letters.stream().allMatch(letter -> letter.code() == TEXT_MISSING));
  }

  private void nameOnly(String id) {
    driver.send(Topics.FEEDBACK, id, json(Feedback.label(id, "sentiment", "positive", null, null)));
  }

  private void text(String id, String text, String textB) {
    driver.send(
        Topics.TEXTS,
        id,
        Topics.TEXTS.codec().encode(new Text(id, "sentiment", text, textB, null)));
  }

  private void send(Feedback feedback) {
    driver.send(Topics.FEEDBACK, "d", json(feedback));
  }

  private static boolean noPlaces(TokenSequence sequence) {
    return sequence.offsets().length == 0;
  }

  @Test
  void anotherKeyIsADeadLetter() {
    // When
    driver.send(
        Topics.FEEDBACK, "other", json(Feedback.label("d", "sentiment", "positive", "a", null)));

    // Then
    assertEquals(ErrorCode.KEY_MISMATCH, driver.deadLetters(Topics.FEEDBACK).get(0).code());
  }

  @Test
  void allExamplesOfATaskAreInOnePartition() {
    // Given
    var partitioner = new TaskPartitioner();
    int expected = Utils.toPositive(Utils.murmur2(Topic.key("sentiment"))) % 7;

    for (String id : List.of("a", "b/c", "d")) {
      // When
      var partition = partitioner.partitions("examples", Topic.key("sentiment/" + id), null, 7);

      // Then
      assertEquals(Optional.of(Set.of(expected)), partition);
    }
  }

  private static byte[] json(Feedback feedback) {
    return Topics.FEEDBACK.codec().encode(feedback);
  }

  private static String fields(String task, String label, String text, String textB) {
    var json = new StringBuilder("{\"id\": \"d\", \"task\": \"" + task + "\"");
    append(json, "label", label);
    append(json, "text", text);
    append(json, "textB", textB);
    return json.append('}').toString();
  }

  private static void append(StringBuilder json, String name, String value) {
    if (value != null) {
      json.append(", \"").append(name).append("\": \"").append(value).append('"');
    }
  }
}

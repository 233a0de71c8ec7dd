package io.clozeline.tokenizer.topology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.clozeline.events.Example;
import io.clozeline.events.Feedback;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import io.clozeline.tokenizer.sequence.Sequences;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

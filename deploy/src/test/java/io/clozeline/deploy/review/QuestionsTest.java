package io.clozeline.deploy.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clozeline.deploy.broker.Broker;
import io.clozeline.deploy.chain.FreePorts;
import io.clozeline.deploy.launch.TopicSetup;
import io.clozeline.events.Annotation;
import io.clozeline.events.Annotation.Uncertainty;
import io.clozeline.events.Example;
import io.clozeline.events.Review;
import io.clozeline.events.Text;
import io.clozeline.events.TextSpan;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker, as the program itself runs it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuestionsTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

  private Broker broker;
  private Questions questions;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    int port = FreePorts.inARow(2);
    broker = Broker.start(data, port, port + 1);
    String bootstrap = "127.0.0.1:" + port;
    TopicSetup.create(bootstrap, 3);
    Map<String, Object> clients = Map.of("bootstrap.servers", bootstrap);
    questions = new Questions(clients);
    var bytes = new ByteArraySerializer();
    producer = new KafkaProducer<>(clients, bytes, bytes);
  }

  @AfterAll
  void stop() {
    producer.close();
    broker.close();
  }

  @Test
  void showsTheNewestQuestionsWithTheirTexts() throws Exception {
    // Given ten texts, of which most are asked about, and what is none of the task's business
    for (int i = 0; i < 10; i++) {
      text("t-" + i, "many", AT.plusSeconds(i), null);
    }
    for (int i = 0; i < 9; i++) {
      review("t-" + i, "many", AT.plusSeconds(i), null);
    }
    review("t-9", "another", AT.plusSeconds(9), null);
    write(Topics.REVIEW, "t-5", "{\"id\": ".getBytes(), AT, null);
    // When
    List<Asked> newest = questions.newest("many", 4, false);
    // Then
    assertEquals(
        List.of("t-5", "t-6", "t-7", "t-8"), newest.stream().map(a -> a.review().id()).toList());
    newest.forEach(a -> assertEquals("The text of " + a.review().id(), a.text().text()));
    assertEquals(9, questions.newest("many", 100, false).size());
    assertEquals(List.of(), questions.newest("nobody", 100, false));
  }

  @Test
  void findsATextThatWasWrittenToAnotherPartitionAmidLaterOnes() throws Exception {
    // Given clients that partition in their own way, and whose clocks differ
    text("later-1", "odd", AT.plusSeconds(60), 2);
    text("odd", "odd", AT.plusSeconds(90), 2); // the same document, sent again before its time
    text("odd", "odd", AT, 2);
    review("odd", "odd", AT, 0);
    // When
    Asked asked = questions.newest("odd", 1, false).get(0);
    // Then
    assertEquals("The text of odd", asked.text().text());
  }

  @Test
  void aTextThatIsGoneIsNotMadeUp() throws Exception {
    // Given another text of that time, and another time of that text
    text("other", "gone", AT, null);
    text("gone", "gone", AT.plusSeconds(1), null);
    review("gone", "gone", AT, null);
    // When
    Asked asked = questions.newest("gone", 1, false).get(0);
    // Then
    assertNull(asked.text());
    assertTrue(AskedFormat.lines(asked, 100).contains("no longer on the topic"));
    assertTrue(json(asked).path("text").isMissingNode());
  }

  @Test
  void leavesOutWhatHasBeenAnswered() throws Exception {
    // Given one that was answered, one whose answer was taken back, one that nobody answered
    for (String id : List.of("answered", "erased", "open")) {
      review(id, "half", AT, null);
    }
    for (String id : List.of("answered", "erased")) {
      var sequence = new TokenSequence(new int[] {1}, new int[1], new int[] {0}, null, 0);
      var example = new Example(id, "half", "v", "yes", null, 0, List.of(sequence));
      write(
          Topics.EXAMPLES, Example.key("half", id), Topics.EXAMPLES.codec().encode(example), AT, 1);
    }
    write(Topics.EXAMPLES, Example.key("half", "erased"), null, AT, 1);
    // Then
    assertEquals(
        List.of("erased", "open"),
        questions.newest("half", 9, false).stream().map(a -> a.review().id()).sorted().toList());
    assertEquals(3, questions.newest("half", 9, true).size());
  }

  @Test
  void forAProgramTheTextStandsBesideTheRecord() throws Exception {
    // Given
    text("for-jq", "json", AT, null);
    review("for-jq", "json", AT, null);
    // When
    JsonNode line = json(questions.newest("json", 1, false).get(0));
    // Then
    assertEquals("The text of for-jq", line.get("text").asText());
    assertEquals("yes", line.get("annotation").get("label").asText());
    assertEquals(0.25, line.get("annotation").get("uncertainty").get("margin").asDouble());
  }

  @Test
  void forAPersonTheIdIsWholeAndTheTextIsCut() {
    // Given
    String id = "a-document-with-an-id-that-is-longer-than-its-column";
    var review = review(id, "t", annotation(id, "t", null));
    // When
    String[] lines =
        AskedFormat.lines(new Asked(review, new Text(id, "t", "Soup\n".repeat(99), null, null)), 90)
            .split("\n");
    // Then
    assertEquals(2, lines.length);
    assertTrue(lines[0].startsWith(id + " yes"), lines[0]);
    assertTrue(lines[0].endsWith("…") && lines[0].contains("0.250"), lines[0]);
    assertEquals("    Because it is unsure.", lines[1]);
  }

  @Test
  void anAnswerThatQuotesItsTextIsLeftOutWhereThatIsGone() {
    // Given
    var annotation = annotation("a", "t", List.of(TextSpan.of(0, 3, "per")));
    // When
    String lines = AskedFormat.lines(new Asked(review("a", "t", annotation), null), 90);
    // Then
    assertTrue(lines.startsWith("a                        –  "), lines);
  }

  private static JsonNode json(Asked asked) throws Exception {
    return new ObjectMapper().readTree(AskedFormat.json(asked));
  }

  private void text(String id, String task, Instant at, Integer partition) throws Exception {
    var text = new Text(id, task, "The text of " + id, null, null);
    write(Topics.TEXTS, id, Topics.TEXTS.codec().encode(text), at, partition);
  }

  private void review(String id, String task, Instant at, Integer partition) throws Exception {
    var review = review(id, task, annotation(id, task, null));
    var later =
        new Review(
            review.id(),
            review.task(),
            review.annotation(),
            review.strategy(),
            review.score(),
            review.threshold(),
            null,
            review.reason(),
            at.plusMillis(40));
    write(Topics.REVIEW, id, Topics.REVIEW.codec().encode(later), at, partition);
  }

  private static Review review(String id, String task, Annotation annotation) {
    return new Review(id, task, annotation, "margin", 0.75, 0.5, null, "Because it is unsure.", AT);
  }

  private static Annotation annotation(String id, String task, List<TextSpan> spans) {
    return new Annotation(
        id,
        task,
        "classification",
        spans == null ? "yes" : null,
        null,
        null,
        null,
        null,
        spans,
        null,
        new Uncertainty(0.25, 0.5),
        false,
        3,
        1,
        null,
        null);
  }

  private void write(Topic<?> topic, String key, byte[] value, Instant at, Integer partition)
      throws Exception {
    producer
        .send(
            new ProducerRecord<>(topic.name(), partition, at.toEpochMilli(), Topic.key(key), value))
        .get();
  }
}

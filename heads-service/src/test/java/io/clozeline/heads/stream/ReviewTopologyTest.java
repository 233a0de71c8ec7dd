package io.clozeline.heads.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.EncodedText;
import io.clozeline.events.Review;
import io.clozeline.events.task.Reviews;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import io.clozeline.heads.answer.Given;
import io.clozeline.heads.answer.KnownTask;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewTopologyTest {
  private static final Task QUIET = Given.linear("no", "yes");
  private static final Task ASKED = asked(new Reviews(60, null, null));
  private static final Instant WRITTEN = Instant.ofEpochMilli(1_767_323_045_678L);

  @TempDir private static Path disk;

  private final HeardReviews heard = new HeardReviews();
  private final Map<String, KnownTask> tasks =
      new HashMap<>(Map.of(ASKED.name(), new KnownTask(ASKED, null)));
  private Instant now = WRITTEN.plusSeconds(1);
  private int partitions = 1;
  private final TopologyTestDriver driver =
      new TopologyTestDriver(
          HeadsTopology.build(
              new GivenLogic(tasks)::of,
              new Reviewing(() -> partitions, () -> now, heard),
              new HeardOutcomes()),
          config());
  private final TestInputTopic<byte[], byte[]> encodings =
      driver.createInputTopic(
          Topics.ENCODINGS.name(), new ByteArraySerializer(), new ByteArraySerializer());
  private final TestOutputTopic<byte[], byte[]> annotations = output(Topics.ANNOTATIONS.name());
  private final TestOutputTopic<byte[], byte[]> reviews = output(Topics.REVIEW.name());
  private final TestOutputTopic<byte[], byte[]> deadLetters =
      output(Topics.ENCODINGS.deadLetters());

  private boolean closed;

  @AfterEach
  void close() {
    if (!closed) {
      closed = true;
      driver.close();
    }
  }

  /** A text of which nobody knows yet how many more there are, and then a quiet hour. */
  private void goBefore() {
    send(text("d0", GivenLogic.ADAPTER, 1, 1));
    assertTrue(reviews.isEmpty());
    annotations.readRecord();
    now = now.plus(Duration.ofHours(1));
  }

  @Test
  void anUnsureTextIsSentToPeopleWithItsAnnotation() {
    // Given
    goBefore();

    // When
    send(text("d1", GivenLogic.ADAPTER, 1, 1));

    // Then
    var record = reviews.readRecord();
    Review review = Topics.REVIEW.codec().decode(record.value());
    assertEquals("d1", Topic.key(record.key()));
    assertEquals(WRITTEN, record.getRecordTime());
    assertEquals(now, review.at());
    assertEquals("margin", review.strategy());
    assertEquals(1, review.score(), 1e-6);
    assertEquals(
        Topics.ANNOTATIONS.codec().decode(annotations.readRecord().value()), review.annotation());
    assertTrue(reviews.isEmpty());
  }

  @Test
  void aTaskThatAsksNobodySendsNothing() {
    // Given
    tasks.put(QUIET.name(), new KnownTask(QUIET, null));

    // When
    send(text("d1", GivenLogic.ADAPTER, 1, 1));

    // Then
    assertEquals(1, annotations.readRecordsToList().size());
    assertTrue(reviews.isEmpty());
    assertEquals(List.of(), heard.offered());
  }

  @Test
  void whatBecomesADeadLetterIsNotSent() {
    // Given
    goBefore();

    // When
    send(text("d1", "no-such-adapter", 1, 1));

    // Then
    assertEquals(1, deadLetters.readRecordsToList().size());
    assertTrue(reviews.isEmpty());
  }

  @Test
  void aBudgetLastsForTheHour() {
    // When
    for (int i = 0; i < 600; i++) {
      now = now.plusSeconds(6);
      send(text("d" + i, GivenLogic.ADAPTER, i % 7, i % 11));
    }

    // Then
    int sent = reviews.readRecordsToList().size();
    assertTrue(sent > 45 && sent <= 65, sent + " in an hour");
    assertEquals(600, annotations.readRecordsToList().size());
  }

  @Test
  void aPartitionSpendsItsPartOfTheBudget() {
    // Given
    partitions = 6;

    // When
    for (int i = 0; i < 600; i++) {
      now = now.plusSeconds(6);
      send(text("d" + i, GivenLogic.ADAPTER, i % 7, i % 11));
    }

    // Then
    int sent = reviews.readRecordsToList().size();
    assertTrue(sent > 6 && sent <= 12, sent + " in an hour");
  }

  @Test
  void theBudgetCanBeChangedAndTakenAwayWhileTextsFlow() {
    // Given
    goBefore();
    send(text("d1", GivenLogic.ADAPTER, 1, 1));
    assertEquals(1, reviews.readRecordsToList().size());

    // When it is taken away
    now = now.plus(Duration.ofHours(1));
    tasks.put(QUIET.name(), new KnownTask(QUIET, null));
    send(text("d2", GivenLogic.ADAPTER, 1, 1));

    // Then
    assertTrue(reviews.isEmpty());
    assertEquals(List.of(QUIET.name()), heard.ended());

    // And when it is back
    tasks.put(ASKED.name(), new KnownTask(ASKED, null));
    send(text("d1", GivenLogic.ADAPTER, 1, 1));
    now = now.plus(Duration.ofHours(1));
    send(text("d3", GivenLogic.ADAPTER, 1, 2));

    // Then what was sent before is still known
    assertEquals(
        List.of("d3"), reviews.readRecordsToList().stream().map(r -> Topic.key(r.key())).toList());
  }

  @Test
  void nothingIsCountedAnyMoreOnceThePartitionIsGone() {
    // Given
    send(text("d1", GivenLogic.ADAPTER, 1, 1));

    // When
    close();

    // Then
    assertEquals(List.of(ASKED.name()), heard.ended());
  }

  private static Task asked(Reviews plan) {
    return Given.task(QUIET.definition().review(plan));
  }

  private static EncodedText text(String id, String adapter, float no, float yes) {
    EncodedText text = Given.text(ASKED, adapter, Given.mask(no, yes));
    return Given.named(id, text);
  }

  private void send(EncodedText text) {
    var record = Topics.ENCODINGS.record(text.id(), text);
    encodings.pipeInput(
        new TestRecord<>(record.key(), record.value(), new RecordHeaders(), WRITTEN));
  }

  private TestOutputTopic<byte[], byte[]> output(String topic) {
    return driver.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static Properties config() {
    var config = new Properties();
    config.put("state.dir", disk.toString());
    return config;
  }
}

package io.clozeline.events.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.error.Origin;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A record of several parts: here words with a space between, of which some go wrong. */
class StagePartsTest {
  private static final byte[] KEY = Topic.key("k");
  private static final Instant AT = Instant.ofEpochMilli(1_767_323_045_678L);

  private final List<String> heard = new ArrayList<>();
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> in;
  private TestOutputTopic<byte[], byte[]> values;
  private TestOutputTopic<byte[], byte[]> deadLetters;

  private final class Heard implements StageListener {
    @Override
    public void done(long nanos) {
      assertTrue(nanos >= 0);
      heard.add("done");
    }

    @Override
    public void deadLetter(ErrorCode code) {
      heard.add(code.text());
    }
  }

  private static List<Part<byte[]>> parts(Incoming incoming) {
    String record = new String(incoming.value(), UTF_8);
    if (record.equals("whole")) {
      throw new EventException(ErrorCode.INVALID_JSON, "cannot be taken apart");
    }
    return Stream.of(record.split(" "))
        .filter(word -> !word.isEmpty())
        .map(word -> new Part<>(() -> value(word), () -> word.getBytes(UTF_8)))
        .toList();
  }

  private static Outgoing<byte[]> value(String word) {
    return switch (word) {
      case "refused" -> throw new EventException(ErrorCode.UNKNOWN_TASK, "no such task");
      case "fault" -> throw new IllegalArgumentException("secret");
      case "broker" -> throw new StreamsException("the store is gone");
      default -> new Outgoing<>("k", word.getBytes(UTF_8));
    };
  }

  @BeforeEach
  void start() {
    var topology =
        StageTopology.add(
            new Topology(),
            "splitter",
            Topics.TEXTS,
            Topics.ADAPTERS,
            () -> new Stage<>("splitter", StagePartsTest::parts, Topics.ADAPTERS, new Heard()));
    driver = new TopologyTestDriver(topology, new Properties());
    var read = new ByteArrayDeserializer();
    var write = new ByteArraySerializer();
    in = driver.createInputTopic("texts", write, write);
    values = driver.createOutputTopic("adapters", read, read);
    deadLetters = driver.createOutputTopic("texts.dead-letters", read, read);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void everyPartBecomesAValueInOrder() {
    // When
    in.pipeInput(new TestRecord<>(KEY, bytes("a b c"), AT));
    // Then
    var out = values.readRecordsToList();
    assertEquals(List.of("a", "b", "c"), out.stream().map(r -> text(r.value())).toList());
    out.forEach(record -> assertArrayEquals(KEY, record.key()));
    out.forEach(record -> assertEquals(AT, record.getRecordTime()));
    assertEquals(List.of("done", "done", "done"), heard);
  }

  @Test
  void aPartThatFailsIsADeadLetterOfItselfAndTheOthersGoOn() {
    // Given
    var headers = new RecordHeaders().add(DeadLetter.ATTEMPT, bytes("1"));
    // When
    in.pipeInput(new TestRecord<>(KEY, bytes("a refused b fault c"), headers, AT));
    // Then
    var letters = deadLetters.readRecordsToList().stream().map(StagePartsTest::letter).toList();
    assertEquals(List.of("refused", "fault"), letters.stream().map(l -> text(l.value())).toList());
    assertEquals(
        List.of(ErrorCode.UNKNOWN_TASK, ErrorCode.INTERNAL),
        letters.stream().map(DeadLetter::code).toList());
    for (DeadLetter letter : letters) {
      assertArrayEquals(KEY, letter.key());
      assertEquals(new Origin("texts", 0, 0), letter.origin());
      assertEquals(2, letter.attempt());
    }
    assertEquals(3, values.readRecordsToList().size());
    assertEquals(List.of("done", "unknown-task", "done", "internal", "done"), heard);
  }

  @Test
  void aRecordThatCannotBeTakenApartIsOneDeadLetter() {
    // When
    in.pipeInput(KEY, bytes("whole"));
    in.pipeInput(KEY, bytes("a"));
    // Then
    DeadLetter letter = letter(deadLetters.readRecord());
    assertEquals(ErrorCode.INVALID_JSON, letter.code());
    assertEquals("whole", text(letter.value()));
    assertEquals(List.of("invalid-json", "done"), heard);
  }

  @Test
  void aRecordWithoutPartsIsNotLost() {
    // When
    in.pipeInput(KEY, bytes(" "));
    // Then
    assertEquals(ErrorCode.INTERNAL, letter(deadLetters.readRecord()).code());
  }

  @Test
  void whatKafkaThrowsInAPartPassesThrough() {
    var thrown = assertThrows(RuntimeException.class, () -> in.pipeInput(KEY, bytes("a broker")));
    assertEquals("the store is gone", thrown.getCause().getMessage());
    assertTrue(deadLetters.isEmpty());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static DeadLetter letter(TestRecord<byte[], byte[]> record) {
    var consumed = new ConsumerRecord<>("texts.dead-letters", 0, 0, record.key(), record.value());
    record.headers().forEach(consumed.headers()::add);
    return DeadLetter.of(consumed);
  }
}

package io.clozeline.events.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Given;
import io.clozeline.events.Limits;
import io.clozeline.events.Text;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.error.Origin;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageTopologyTest {
  private static final byte[] KEY = Topic.key("review-1");
  private static final byte[] GOOD = Topics.TEXTS.codec().encode(Given.text());
  private static final Instant AT = Instant.ofEpochMilli(1_767_323_045_678L);

  /** Decodes a text, and then does as its task is called. */
  private static final StageLogic<TokenizedText> LOGIC =
      incoming -> {
        Text text = Topics.TEXTS.codec().decode(incoming.value());
        return switch (text.task()) {
          case "fault" -> throw new IllegalArgumentException("secret");
          case "endless" -> throw new StackOverflowError();
          case "refused" -> throw new EventException(ErrorCode.UNKNOWN_TASK, "no such task");
          case "broker" -> throw new StreamsException("the store is gone");
          case "nothing" -> null;
          case "large" -> new Outgoing<>(text.id(), large());
          case "erased" -> new Outgoing<>(text.id(), null);
          case "remarkable" -> new Outgoing<>(text.id(), Given.tokenized(), remark());
          case "large-remark" ->
              new Outgoing<>(
                  text.id(),
                  Given.tokenized(),
                  List.of(new Beside<>(Topics.ADAPTERS, new byte[Limits.RECORD_BYTES])));
          default -> new Outgoing<>(text.id(), Given.tokenized());
        };
      };

  private final Listener listener = new Listener();
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> in;
  private TestOutputTopic<byte[], byte[]> values;
  private TestOutputTopic<byte[], byte[]> deadLetters;
  private TestOutputTopic<byte[], byte[]> remarks;

  private static final class Listener implements StageListener {
    final List<ErrorCode> codes = new ArrayList<>();
    int done;

    @Override
    public void done(long nanos) {
      assertTrue(nanos >= 0);
      done++;
    }

    @Override
    public void deadLetter(ErrorCode code) {
      codes.add(code);
    }
  }

  @BeforeEach
  void start() {
    driver = new TopologyTestDriver(topology(), new Properties());
    var read = new ByteArrayDeserializer();
    var write = new ByteArraySerializer();
    in = driver.createInputTopic("texts", write, write);
    values = driver.createOutputTopic("tokens", read, read);
    deadLetters = driver.createOutputTopic("texts.dead-letters", read, read);
    remarks = driver.createOutputTopic("review", read, read);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private Topology topology() {
    var topology =
        StageTopology.add(
            new Topology(),
            "reader",
            Topics.TEXTS,
            Topics.TOKENS,
            () -> new Stage<>("reader", LOGIC, Topics.TOKENS, listener));
    StageTopology.beside(topology, "reader", Topics.REVIEW);
    return StageTopology.beside(topology, "reader", Topics.ADAPTERS);
  }

  @Test
  void theTopologyIsNamedInWords() {
    String description = topology().describe().toString();
    for (String name :
        List.of("reader-source", "reader-values", "reader-dead-letters", "reader-review")) {
      assertTrue(description.contains(name), description);
    }
  }

  @Test
  void aValueLeavesUnderItsKeyAtItsTime() {
    // When
    in.pipeInput(new TestRecord<>(KEY, GOOD, AT));
    // Then
    var out = values.readRecord();
    assertArrayEquals(KEY, out.key());
    assertEquals(Given.tokenized(), Topics.TOKENS.codec().decode(out.value()));
    assertEquals(AT, out.getRecordTime());
    assertTrue(values.isEmpty());
    assertTrue(deadLetters.isEmpty());
    assertEquals(1, listener.done);
    assertEquals(List.of(), listener.codes);
  }

  @Test
  void whatIsSaidBesideAValueLeavesWithIt() {
    // When
    in.pipeInput(new TestRecord<>(KEY, text("remarkable"), new RecordHeaders(), AT));
    // Then
    var out = remarks.readRecord();
    assertArrayEquals(KEY, out.key());
    assertEquals(Given.review(), Topics.REVIEW.codec().decode(out.value()));
    assertEquals(AT, out.getRecordTime());
    assertTrue(remarks.isEmpty());
    assertEquals(1, values.readRecordsToList().size());
    assertEquals(1, listener.done);
  }

  @Test
  void aValueDoesNotLeaveWithoutWhatIsSaidBesideIt() {
    // When
    in.pipeInput(KEY, text("large-remark"));
    // Then
    assertTrue(values.isEmpty());
    assertEquals(List.of(ErrorCode.RECORD_TOO_LARGE), listener.codes);
  }

  private static List<Beside<?>> remark() {
    return List.of(new Beside<>(Topics.REVIEW, Given.review()));
  }

  @Test
  void aValueOfNullErases() {
    in.pipeInput(KEY, text("erased"));
    var out = values.readRecord();
    assertArrayEquals(KEY, out.key());
    assertNull(out.value());
  }

  @ParameterizedTest
  @CsvSource({
    "refused, UNKNOWN_TASK, no such task",
    "fault, INTERNAL, IllegalArgumentException",
    "endless, INTERNAL, StackOverflowError",
    "nothing, INTERNAL, NullPointerException",
    "Bad name, INVALID_FIELD, a task name has 1 to 100"
  })
  void whatFailsBecomesADeadLetterWithItsOwnBytes(String task, ErrorCode code, String cause) {
    // Given
    in.pipeInput(KEY, GOOD);
    // When
    in.pipeInput(new TestRecord<>(KEY, text(task), AT));
    in.pipeInput(KEY, GOOD);
    // Then
    var record = deadLetters.readRecord();
    DeadLetter letter = letter(record);
    assertArrayEquals(KEY, letter.key());
    assertArrayEquals(text(task), letter.value());
    assertEquals(code, letter.code());
    assertTrue(letter.cause().contains(cause), letter.cause());
    assertEquals("reader", letter.stage());
    assertEquals(new Origin("texts", 0, 1), letter.origin());
    assertEquals(1, letter.attempt());
    assertEquals(AT, record.getRecordTime());
    assertEquals(2, values.readRecordsToList().size());
    assertEquals(2, listener.done);
    assertEquals(List.of(code), listener.codes);
  }

  @Test
  void recordsWithoutKeyOrValueBecomeDeadLettersToo() {
    // When
    in.pipeInput(new TestRecord<>(null, null));
    in.pipeInput((byte[]) null, new byte[] {1, 2});
    // Then
    DeadLetter nothing = letter(deadLetters.readRecord());
    assertNull(nothing.key());
    assertNull(nothing.value());
    assertEquals(ErrorCode.INVALID_JSON, letter(deadLetters.readRecord()).code());
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "41, 42", "2147483647, 1000001", "x, 1", ", 1"})
  void aReplayedRecordCountsItsAttempts(String before, int attempt) {
    // Given
    var headers = new RecordHeaders();
    headers.add(DeadLetter.ATTEMPT, before == null ? null : before.getBytes(UTF_8));
    // When
    in.pipeInput(new TestRecord<>(KEY, text("refused"), headers, AT));
    // Then
    assertEquals(attempt, letter(deadLetters.readRecord()).attempt());
  }

  @Test
  void aDeadLetterThatIsSentBackAndFailsAgainIsTheSecondAttempt() {
    // Given
    in.pipeInput(KEY, text("refused"));
    var first = deadLetters.readRecord();
    // When
    in.pipeInput(new TestRecord<>(first.key(), first.value(), first.headers(), AT));
    // Then
    var second = deadLetters.readRecord();
    assertEquals(2, letter(second).attempt());
    assertArrayEquals(first.value(), second.value());
    assertEquals(7, second.headers().toArray().length);
  }

  @Test
  void aValueThatNoRecordCanHoldIsADeadLetter() {
    // When
    in.pipeInput(KEY, text("large"));
    // Then
    var letter = letter(deadLetters.readRecord());
    assertEquals(ErrorCode.RECORD_TOO_LARGE, letter.code());
    assertArrayEquals(text("large"), letter.value());
    assertTrue(values.isEmpty());
    assertEquals(List.of(ErrorCode.RECORD_TOO_LARGE), listener.codes);
  }

  @Test
  void whatKafkaItselfThrowsPassesThrough() {
    var thrown = assertThrows(RuntimeException.class, () -> in.pipeInput(KEY, text("broker")));
    assertEquals("the store is gone", thrown.getCause().getMessage());
    assertTrue(deadLetters.isEmpty());
  }

  @Test
  void aPartitionerChoosesByTheValue() {
    // Given
    var chosen = new ArrayList<String>();
    var topology =
        StageTopology.add(
            new Topology(),
            "reader",
            Topics.TEXTS,
            Topics.TOKENS,
            (topic, key, value, partitions) -> {
              chosen.add(Topics.TOKENS.codec().decode(value).id());
              return Optional.of(Set.of(0));
            },
            () -> new Stage<>("reader", LOGIC, Topics.TOKENS, listener));
    // When
    try (var partitioned = new TopologyTestDriver(topology, new Properties())) {
      var write = new ByteArraySerializer();
      partitioned.createInputTopic("texts", write, write).pipeInput(KEY, GOOD);
    }
    // Then
    assertEquals(List.of("review-1"), chosen);
  }

  @Test
  void aRecordWithoutATimeIsOfNow() {
    // Given
    var time = new RecordTime();
    // When
    long now = time.extract(recordAt(-1), 5);
    // Then
    assertTrue(Math.abs(System.currentTimeMillis() - now) < 60_000);
    assertEquals(7, time.extract(recordAt(7), 5));
    assertEquals(0, time.extract(recordAt(0), 5));
  }

  private static ConsumerRecord<Object, Object> recordAt(long timestamp) {
    return new ConsumerRecord<>(
        "texts",
        0,
        0,
        timestamp,
        TimestampType.CREATE_TIME,
        0,
        0,
        null,
        null,
        new RecordHeaders(),
        Optional.empty());
  }

  private static TokenizedText large() {
    var given = Given.tokenized();
    return new TokenizedText(
        given.id(),
        given.task(),
        "v".repeat(Limits.RECORD_BYTES),
        given.tokenizer(),
        given.tokensIn(),
        given.truncated(),
        given.windows(),
        given.textAt(),
        given.tokenizedAt(),
        given.sequences());
  }

  private static byte[] text(String task) {
    return ("{\"id\":\"review-1\",\"task\":\"" + task + "\",\"text\":\"good\"}").getBytes(UTF_8);
  }

  private static DeadLetter letter(TestRecord<byte[], byte[]> record) {
    var consumed = new ConsumerRecord<>("texts.dead-letters", 0, 0, record.key(), record.value());
    record.headers().forEach(consumed.headers()::add);
    return DeadLetter.of(consumed);
  }
}

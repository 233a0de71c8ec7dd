package io.clozeline.trainer.intake;

import static io.clozeline.trainer.Fixtures.VOCABULARY;
import static io.clozeline.trainer.Fixtures.bytes;
import static io.clozeline.trainer.Fixtures.example;
import static io.clozeline.trainer.Fixtures.sequence;
import static io.clozeline.trainer.Fixtures.task;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Example;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.stage.StageListener;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import io.clozeline.trainer.examples.Arrivals;
import io.clozeline.trainer.examples.Kept;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IntakeTopologyTest {
  private static final Task TASK = task("sentiment");
  private static final String KEY = Example.key("sentiment", "a");

  @TempDir Path state;
  private final Arrivals arrivals = new Arrivals(System::nanoTime);
  private final List<ErrorCode> codes = new ArrayList<>();
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> examples;
  private TestOutputTopic<byte[], byte[]> deadLetters;
  private KeyValueStore<String, Kept> store;

  @BeforeEach
  void open() {
    driver = driver(1);
    var write = new ByteArraySerializer();
    var read = new ByteArrayDeserializer();
    examples = driver.createInputTopic(Topics.EXAMPLES.name(), write, write);
    deadLetters = driver.createOutputTopic(Topics.EXAMPLES.deadLetters(), read, read);
    store = driver.getKeyValueStore(IntakeTopology.STORE);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void keepsTheNewestLabelWithItsOffset() {
    // Given
    send(example(TASK, "a", "negative"));
    send(example(TASK, "b", "negative"));
    // When
    send(example(TASK, "a", "positive"));
    // Then
    var kept = store.get(KEY);
    assertEquals("positive", kept.label());
    assertEquals("positive", kept.example().label());
    assertEquals(2, kept.offset());
    assertEquals(3, arrivals.changes("sentiment"));
    assertTrue(deadLetters.isEmpty());
  }

  @Test
  void erasesOnNull() {
    // Given
    send(example(TASK, "a", "negative"));
    // When
    erase(KEY);
    erase("sentiment/never-seen");
    // Then
    assertNull(store.get(KEY));
    assertEquals(2, arrivals.changes("sentiment"));
    assertTrue(deadLetters.isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void refusesWhatNobodyCouldTrainOn(String name, String key, byte[] value, ErrorCode code) {
    // When
    examples.pipeInput(Topic.key(key), value);
    send(example(TASK, "good", "positive"));
    // Then
    var letter = deadLetters.readRecord();
    assertEquals(List.of(code), codes);
    assertArrayEquals(value, letter.value());
    assertEquals(
        code.text(),
        new String(letter.headers().lastHeader("clozeline.code").value(), StandardCharsets.UTF_8));
    assertEquals(1, store.approximateNumEntries());
  }

  static Stream<Arguments> bad() {
    var noMask = new TokenSequence(new int[] {2, 3}, new int[2], new int[0], null, 0);
    var unknownWord = new TokenSequence(new int[] {2, 99, 3}, new int[3], new int[] {1}, null, 0);
    var unknownType = new TokenSequence(new int[] {2}, new int[] {7}, new int[] {0}, null, 0);
    var tooLong = new TokenSequence(new int[17], new int[17], new int[] {0}, null, 0);
    return Stream.of(
        Arguments.of("garbage", KEY, new byte[] {1, 2, 3}, ErrorCode.MALFORMED_BINARY),
        Arguments.of("empty", KEY, new byte[0], ErrorCode.MALFORMED_BINARY),
        Arguments.of("later version", KEY, new byte[] {9}, ErrorCode.MALFORMED_BINARY),
        Arguments.of("no key", null, good(), ErrorCode.KEY_MISMATCH),
        Arguments.of("key without a task", "a", good(), ErrorCode.KEY_MISMATCH),
        Arguments.of("key of another", "sentiment/b", good(), ErrorCode.KEY_MISMATCH),
        Arguments.of("no sequence", KEY, with(), ErrorCode.INVALID_FIELD),
        Arguments.of("nothing selected", KEY, with(noMask), ErrorCode.INVALID_FIELD),
        Arguments.of("unknown token", KEY, with(sequence(), unknownWord), ErrorCode.INVALID_FIELD),
        Arguments.of("unknown type", KEY, with(unknownType), ErrorCode.INVALID_FIELD),
        Arguments.of("too long", KEY, with(tooLong), ErrorCode.INVALID_FIELD),
        Arguments.of("target below -1", KEY, teaching(-2), ErrorCode.INVALID_FIELD),
        Arguments.of("target of no word", KEY, teaching(16), ErrorCode.INVALID_FIELD));
  }

  @Test
  void refusesARecordInThePartitionOfOthers() {
    // Given
    int partitions = Example.partition("sentiment", 7) == 0 ? 11 : 7;
    driver.close();
    driver = driver(partitions);
    var write = new ByteArraySerializer();
    examples = driver.createInputTopic(Topics.EXAMPLES.name(), write, write);
    // When
    erase(KEY);
    // Then
    assertEquals(List.of(ErrorCode.KEY_MISMATCH), codes);
  }

  @Test
  void isWiredAsDescribed() throws IOException {
    try (var expected = getClass().getResourceAsStream("/expected_topology.txt")) {
      assertEquals(
          new String(expected.readAllBytes(), StandardCharsets.UTF_8).strip(),
          topology(1).describe().toString().strip());
    }
  }

  private TopologyTestDriver driver(int partitions) {
    var config = new Properties();
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    config.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, NoDefault.class);
    return new TopologyTestDriver(topology(partitions), config);
  }

  private Topology topology(int partitions) {
    var listener =
        new StageListener() {
          @Override
          public void done(long nanos) {}

          @Override
          public void deadLetter(ErrorCode code) {
            codes.add(code);
          }
        };
    var check = new ExampleCheck(VOCABULARY, () -> partitions);
    return IntakeTopology.build(check, arrivals, listener);
  }

  /** The default ends the stream at a record without a timestamp: a source brings its own. */
  public static final class NoDefault implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
      throw new AssertionError("the source has no extractor of its own");
    }
  }

  private void send(Example example) {
    examples.pipeInput(Topic.key(Example.key(example.task(), example.id())), bytes(example));
  }

  private void erase(String key) {
    examples.pipeInput(Topic.key(key), (byte[]) null);
  }

  private static byte[] good() {
    return bytes(example(TASK, "a", "positive"));
  }

  private static byte[] teaching(int target) {
    return bytes(
        new Example(
            "a",
            "sentiment",
            TASK.version(),
            "positive",
            "anna",
            1,
            List.of(sequence()),
            null,
            null,
            List.of(new int[] {target})));
  }

  private static byte[] with(TokenSequence... sequences) {
    return bytes(example(TASK, "a", "positive", sequences));
  }
}

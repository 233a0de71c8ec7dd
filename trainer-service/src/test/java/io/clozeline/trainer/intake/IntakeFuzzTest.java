package io.clozeline.trainer.intake;

import static io.clozeline.trainer.Fixtures.VOCABULARY;
import static io.clozeline.trainer.Fixtures.bytes;
import static io.clozeline.trainer.Fixtures.example;
import static io.clozeline.trainer.Fixtures.sequence;
import static io.clozeline.trainer.Fixtures.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.clozeline.events.Example;
import io.clozeline.events.Limits;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.error.Origin;
import io.clozeline.events.fuzz.FuzzRun;
import io.clozeline.events.fuzz.HostileRecords;
import io.clozeline.events.fuzz.LogLines;
import io.clozeline.events.stage.Incoming;
import io.clozeline.events.stage.StageListener;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import io.clozeline.trainer.examples.Arrivals;
import io.clozeline.trainer.examples.Kept;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile examples through the real topology: each is kept, or erases, or is a dead letter. */
class IntakeFuzzTest {
  private static final String KEY = Example.key("sentiment", "a");

  private static final int ON_DISK = 1_000; // the driver writes a checkpoint for each
  private static final int IN_MEMORY = 15_000;
  private static final HostileRecords NEAR =
      HostileRecords.cbor(
          List.of(
              bytes(example(task("sentiment"), "a", "positive")),
              bytes(example(task("sentiment"), "a", "negative", sequence(), sequence())),
              bytes(ofEveryKind())));

  @TempDir Path state;
  private final Map<ErrorCode, Integer> metric = new EnumMap<>(ErrorCode.class);
  private int done;
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> examples;
  private TestOutputTopic<byte[], byte[]> deadLetters;
  private KeyValueStore<String, Kept> store;

  @BeforeEach
  void open() {
    var config = new Properties();
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    var check = new ExampleCheck(VOCABULARY, () -> 1);
    var arrivals = new Arrivals(System::nanoTime);
    driver = new TopologyTestDriver(IntakeTopology.build(check, arrivals, new Counts()), config);
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
  void examples() {
    try (var log = new LogLines("unspeakable")) {
      var letters = FuzzRun.of("examples", ON_DISK, NEAR, this::through);
      assertEquals(letters, metric);
      assertEquals(
          letters.entrySet().stream()
              .collect(Collectors.toMap(e -> e.getKey().text(), Map.Entry::getValue)),
          log.byCode());
      assertNull(log.leak());
    }
  }

  @Test
  void checkedExamples() {
    var check = new ExampleCheck(VOCABULARY, () -> 1);
    var origin = new Origin(Topics.EXAMPLES.name(), 0, 0);
    FuzzRun.of(
        "examples checked",
        IN_MEMORY,
        NEAR,
        (record, random) -> {
          try {
            var kept = check.apply(new Incoming(Topic.key(KEY), record, 0, origin, 0)).value();
            assertEquals(kept.label(), kept.example().label());
            return Optional.empty();
          } catch (EventException refused) {
            return Optional.of(refused.code());
          }
        });
  }

  @Test
  void keysAndLabelsTooLongToBeKeptAreDeadLetters() {
    // Given
    byte[] longKey = Topic.key("sentiment/" + "k".repeat(10 * 1024 * 1024));
    var example = example(task("sentiment"), "a", "l".repeat(Limits.RECORD_BYTES / 2 + 1));
    // When
    examples.pipeInput(longKey, (byte[]) null);
    examples.pipeInput(Topic.key(KEY), bytes(example));
    // Then
    assertEquals(Map.of(ErrorCode.KEY_MISMATCH, 1, ErrorCode.INVALID_FIELD, 1), metric);
    assertEquals(2, deadLetters.readRecordsToList().size());
    assertEquals(0, store.approximateNumEntries());
  }

  private static Example ofEveryKind() {
    return new Example(
        "a",
        "sentiment",
        task("sentiment").version(),
        "positive",
        "anna",
        1,
        List.of(sequence(), sequence()),
        List.of("positive", "negative"),
        2.5,
        List.of(new int[] {1}, new int[] {-1}));
  }

  private Optional<ErrorCode> through(byte[] record, Random random) {
    byte[][] keys = {
      Topic.key(KEY),
      Topic.key(KEY),
      Topic.key(KEY),
      Topic.key("sentiment"),
      {(byte) 0xff},
      {},
      null
    };
    byte[] key = keys[random.nextInt(keys.length)];
    int before = done;
    boolean erases = random.nextInt(200) == 0;
    examples.pipeInput(key, erases ? null : record);
    var letters = deadLetters.readRecordsToList();
    assertEquals(1, letters.size() + done - before);
    if (letters.isEmpty()) {
      if (erases) {
        assertNull(store.get(KEY));
      } else {
        assertNotNull(store.get(KEY).example());
      }
      return Optional.empty();
    }
    byte[] code = letters.get(0).headers().lastHeader("clozeline.code").value();
    return Optional.of(ErrorCode.of(new String(code, StandardCharsets.UTF_8)));
  }

  private final class Counts implements StageListener {
    @Override
    public void done(long nanos) {
      done++;
    }

    @Override
    public void deadLetter(ErrorCode code) {
      metric.merge(code, 1, Integer::sum);
    }
  }
}

package io.clozeline.tokenizer.topology;

import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.stage.StageListener;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import io.clozeline.tokenizer.TestModel;
import io.clozeline.tokenizer.TestTasks;
import io.clozeline.tokenizer.document.Place;
import io.clozeline.tokenizer.document.TextTopic;
import io.clozeline.tokenizer.feedback.FeedbackLogic;
import io.clozeline.tokenizer.guard.TaskGuard;
import io.clozeline.tokenizer.task.KnownTasks;
import io.clozeline.tokenizer.task.SequencedTask;
import io.clozeline.tokenizer.task.TaskTable;
import io.clozeline.tokenizer.text.TextLogic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.test.TestRecord;

/** The topology with the test's tasks, and bytes in and out of it. */
final class Driver implements AutoCloseable {
  static final long NOW = 1_700_000_000_000L;
  static final Duration REMEMBERED = Duration.ofHours(24);

  private static final Map<String, SequencedTask> TASKS = TestTasks.all();

  private final TopologyTestDriver driver;
  private final List<byte[]> texts = new ArrayList<>();

  Driver() {
    this(stage -> new Unheard());
  }

  Driver(Function<String, StageListener> listeners) {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, "target/streams-test");
    settings.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, NoDefault.class);
    driver =
        new TopologyTestDriver(
            topology(listeners, this::text), settings, Instant.ofEpochMilli(NOW));
  }

  static Topology topology() {
    return topology(stage -> new Unheard(), place -> Optional.empty());
  }

  private static Topology topology(Function<String, StageListener> listeners, TextTopic textTopic) {
    var tasks = new KnownTasks(new FixedTasks(), () -> NOW);
    return TokenizerTopology.build(
        new TextLogic(tasks, TestModel.DIGEST, () -> NOW + 7),
        documents -> new FeedbackLogic(tasks, documents),
        new DocumentMemory(textTopic, REMEMBERED),
        new TaskGuard(TestModel.taskReader()),
        listeners);
  }

  void send(Topic<?> topic, String key, String json) {
    send(topic, key, json == null ? null : json.getBytes(StandardCharsets.UTF_8));
  }

  void send(Topic<?> topic, String key, byte[] value) {
    send(topic, key, value, new RecordHeaders());
  }

  void send(Topic<?> topic, String key, byte[] value, Headers headers) {
    send(topic, Topic.key(key), value, headers, NOW);
  }

  void send(Topic<?> topic, String key, byte[] value, Headers headers, long at) {
    send(topic, Topic.key(key), value, headers, at);
  }

  void send(Topic<?> topic, byte[] key, byte[] value, Headers headers) {
    send(topic, key, value, headers, NOW);
  }

  private void send(Topic<?> topic, byte[] key, byte[] value, Headers headers, long at) {
    if (topic == Topics.TEXTS) {
      texts.add(value);
    }
    var bytes = new ByteArraySerializer();
    driver
        .createInputTopic(topic.name(), bytes, bytes)
        .pipeInput(new TestRecord<>(key, value, headers, at));
  }

  /** The topic of texts drops what stands there. */
  void dropTexts() {
    texts.replaceAll(text -> null);
  }

  void goBy(Duration time) {
    driver.advanceWallClockTime(time);
  }

  private Optional<byte[]> text(Place place) {
    return Optional.ofNullable(texts.get((int) place.offset()));
  }

  /** Records of {@code topic} since the last call. */
  List<TestRecord<byte[], byte[]>> received(String topic) {
    var bytes = new ByteArrayDeserializer();
    return driver.createOutputTopic(topic, bytes, bytes).readRecordsToList();
  }

  /** Values of {@code topic} since the last call. */
  <V> List<V> received(Topic<V> topic) {
    return received(topic.name()).stream().map(r -> topic.codec().decode(r.value())).toList();
  }

  /** Dead letters of {@code topic} since the last call. */
  List<DeadLetter> deadLetters(Topic<?> topic) {
    return received(topic.deadLetters()).stream().map(Driver::deadLetter).toList();
  }

  @Override
  public void close() {
    driver.close();
  }

  private static DeadLetter deadLetter(TestRecord<byte[], byte[]> record) {
    return DeadLetter.of(
        new ConsumerRecord<>(
            "dead-letters",
            0,
            0,
            NOW,
            TimestampType.CREATE_TIME,
            0,
            0,
            record.key(),
            record.value(),
            record.headers(),
            Optional.empty()));
  }

  /** The default ends the stream at a record without a timestamp: a source brings its own. */
  public static final class NoDefault implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
      throw new AssertionError("the source has no extractor of its own");
    }
  }

  private record FixedTasks() implements TaskTable {
    @Override
    public Optional<SequencedTask> get(String name) {
      return Optional.ofNullable(TASKS.get(name));
    }

    @Override
    public boolean awaitCurrent(Duration limit) {
      return true;
    }
  }

  private record Unheard() implements StageListener {
    @Override
    public void done(long nanos) {}

    @Override
    public void deadLetter(ErrorCode code) {}
  }
}

package io.clozeline.heads.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Annotation;
import io.clozeline.events.EncodedText;
import io.clozeline.events.Encoding;
import io.clozeline.events.ShadowEncoding;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import io.clozeline.heads.answer.Given;
import io.clozeline.heads.answer.KnownTask;
import io.clozeline.heads.answer.TinyModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HeadsTopologyTest {
  private static final Task LINEAR = Given.linear("no", "yes");
  private static final float[][] YES = Given.mask(0, 2);

  @TempDir private static Path disk;

  private final HeardOutcomes heard = new HeardOutcomes();
  private final TopologyTestDriver driver =
      new TopologyTestDriver(
          HeadsTopology.build(
              new GivenLogic(Map.of(LINEAR.name(), new KnownTask(LINEAR, null)))::of,
              GivenLogic.reviewing(),
              heard),
          config());
  private final TestInputTopic<byte[], byte[]> encodings =
      driver.createInputTopic(
          Topics.ENCODINGS.name(), new ByteArraySerializer(), new ByteArraySerializer());
  private final TestOutputTopic<byte[], byte[]> annotations =
      driver.createOutputTopic(
          Topics.ANNOTATIONS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  private final TestOutputTopic<byte[], byte[]> shadows =
      driver.createOutputTopic(
          Topics.SHADOWS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  private final TestOutputTopic<byte[], byte[]> deadLetters =
      driver.createOutputTopic(
          Topics.ENCODINGS.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer());

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void theTopologyIsTheOneThatIsWrittenDown() throws IOException {
    // When
    String described =
        HeadsTopology.build((priors, reviewer) -> null, GivenLogic.reviewing(), heard)
            .describe()
            .toString();

    // Then
    try (var expected = getClass().getResourceAsStream("/expected_topology.txt")) {
      assertEquals(
          new String(expected.readAllBytes(), StandardCharsets.UTF_8).strip(), described.strip());
    }
  }

  @Test
  void anEncodingBecomesAnAnnotationUnderItsKey() {
    // When
    send(Given.text(LINEAR, GivenLogic.ADAPTER, YES));

    // Then
    var record = annotations.readRecord();
    Annotation annotation = Topics.ANNOTATIONS.codec().decode(record.value());
    assertEquals("d1", Topic.key(record.key()));
    assertEquals("yes", annotation.label());
    assertEquals(GivenLogic.ADAPTER, annotation.model().adapter());
    assertTrue(deadLetters.isEmpty());
    assertEquals(1, heard.done());
  }

  @Test
  void whatAChallengerWouldHaveAnsweredIsKeptBeside() {
    // When
    send(shadowed(GivenLogic.ADAPTER, Given.mask(2, 0)));

    // Then
    Annotation served = Topics.ANNOTATIONS.codec().decode(annotations.readValue());
    var record = shadows.readRecord();
    Annotation said = Topics.SHADOWS.codec().decode(record.value());
    assertEquals("yes", served.label());
    assertEquals("no", said.label());
    assertEquals("d1", Topic.key(record.key()));
    assertEquals(GivenLogic.ADAPTER, said.model().adapter());
    assertTrue(deadLetters.isEmpty());
    assertEquals(1, heard.done());
  }

  @Test
  void aChallengerMayHaveBeenShownDemonstrationsWhereTheTextWasNot() {
    // Given
    EncodedText text = Given.text(LINEAR, GivenLogic.ADAPTER, YES);
    var vectors = Given.text(LINEAR, GivenLogic.ADAPTER, Given.mask(2, 0), Given.mask(3, 0));

    // When
    send(text.with(new ShadowEncoding(GivenLogic.ADAPTER, vectors.sequences(), 2)));

    // Then
    assertEquals(1, annotations.readValuesToList().size());
    assertEquals("no", Topics.SHADOWS.codec().decode(shadows.readValue()).label());
  }

  static Stream<Arguments> unableChallengers() {
    return Stream.of(
        Arguments.of("lost", Given.mask(2, 0)),
        Arguments.of(GivenLogic.ADAPTER, Given.mask(0, 1e9f)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unableChallengers")
  void aChallengerThatCannotAnswerCostsNoTextItsAnnotation(String adapter, float[][] vectors) {
    // When
    send(shadowed(adapter, vectors));
    send(Given.text(LINEAR, GivenLogic.ADAPTER, YES));

    // Then
    assertEquals(2, annotations.readValuesToList().size());
    assertTrue(shadows.isEmpty());
    assertTrue(deadLetters.isEmpty());
  }

  private static EncodedText shadowed(String adapter, float[][] vectors) {
    EncodedText text = Given.text(LINEAR, GivenLogic.ADAPTER, YES);
    return text.with(new ShadowEncoding(adapter, Given.text(LINEAR, adapter, vectors).sequences()));
  }

  static Stream<Arguments> bad() {
    byte[] id = Topic.key("d1");
    EncodedText good = Given.text(LINEAR, GivenLogic.ADAPTER, YES);
    Task unknown = Given.linear("no", "yes", "maybe");
    return Stream.of(
        Arguments.of("no value", id, null, ErrorCode.MALFORMED_BINARY),
        Arguments.of("nothing", id, new byte[0], ErrorCode.MALFORMED_BINARY),
        Arguments.of("noise", id, new byte[] {1, 2, 3}, ErrorCode.MALFORMED_BINARY),
        Arguments.of("a later version", id, version9(good), ErrorCode.MALFORMED_BINARY),
        Arguments.of("cut short", id, cutShort(good), ErrorCode.MALFORMED_BINARY),
        Arguments.of(
            "an unknown task", id, bytes(Given.text(unknown, null, YES)), ErrorCode.UNKNOWN_TASK),
        Arguments.of(
            "a missing adapter",
            id,
            bytes(Given.text(LINEAR, "lost", YES)),
            ErrorCode.ADAPTER_MISSING),
        Arguments.of(
            "another document's key", Topic.key("d2"), bytes(good), ErrorCode.KEY_MISMATCH),
        Arguments.of("no key", null, bytes(good), ErrorCode.KEY_MISMATCH),
        Arguments.of("another base model", id, bytes(ofBase("other")), ErrorCode.INVALID_FIELD),
        Arguments.of(
            "vectors of another width",
            id,
            bytes(Given.text(LINEAR, GivenLogic.ADAPTER, new float[][] {{0, 2, 4}})),
            ErrorCode.MALFORMED_BINARY),
        Arguments.of(
            "no vectors",
            id,
            bytes(Given.text(LINEAR, GivenLogic.ADAPTER, new float[0][])),
            ErrorCode.MALFORMED_BINARY),
        Arguments.of(
            "an overflow",
            id,
            bytes(Given.text(LINEAR, GivenLogic.ADAPTER, Given.mask(0, 1e9f))),
            ErrorCode.MODEL_FAILURE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void aBadRecordBecomesADeadLetterAndTheStreamGoesOn(
      String what, byte[] key, byte[] value, ErrorCode code) {
    // When
    encodings.pipeInput(key, value);
    send(Given.text(LINEAR, GivenLogic.ADAPTER, YES));

    // Then
    DeadLetter letter = letter(deadLetters.readRecord());
    assertEquals(code, letter.code());
    assertEquals("heads", letter.stage());
    assertEquals(Topics.ENCODINGS.name(), letter.origin().topic());
    assertArrayEquals(key, letter.key());
    assertArrayEquals(value, letter.value());
    assertEquals(1, annotations.readRecordsToList().size());
    assertEquals(List.of(code), heard.deadLetters());
  }

  private static Properties config() {
    var config = new Properties();
    config.put("state.dir", disk.toString());
    return config;
  }

  private void send(EncodedText text) {
    ProducerRecord<byte[], byte[]> record = Topics.ENCODINGS.record(text.id(), text);
    encodings.pipeInput(record.key(), record.value());
  }

  private static DeadLetter letter(TestRecord<byte[], byte[]> record) {
    var consumed = new ConsumerRecord<>("any", 0, 0, record.key(), record.value());
    record.headers().forEach(consumed.headers()::add);
    return DeadLetter.of(consumed);
  }

  private static EncodedText ofBase(String base) {
    var text = Given.text(LINEAR, GivenLogic.ADAPTER, YES);
    return new EncodedText(
        text.id(),
        text.task(),
        text.taskVersion(),
        text.tokenizer(),
        base,
        text.adapterDigest(),
        text.tokensIn(),
        text.truncated(),
        text.windows(),
        text.textAt(),
        text.tokenizedAt(),
        text.encodedAt(),
        List.of(Encoding.of(YES, TinyModel.HIDDEN)));
  }

  private static byte[] bytes(EncodedText text) {
    return Topics.ENCODINGS.codec().encode(text);
  }

  private static byte[] version9(EncodedText text) {
    byte[] bytes = bytes(text);
    bytes[0] = 9;
    return bytes;
  }

  private static byte[] cutShort(EncodedText text) {
    byte[] bytes = bytes(text);
    return java.util.Arrays.copyOf(bytes, bytes.length / 2);
  }
}

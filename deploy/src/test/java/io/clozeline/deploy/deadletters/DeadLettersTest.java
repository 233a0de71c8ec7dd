package io.clozeline.deploy.deadletters;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.deploy.broker.Broker;
import io.clozeline.deploy.chain.FreePorts;
import io.clozeline.deploy.client.TopicScan;
import io.clozeline.deploy.deadletters.Replay.Outcome;
import io.clozeline.deploy.launch.TopicSetup;
import io.clozeline.events.Limits;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.Origin;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker, as the program itself runs it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersTest {
  private static final byte[] TEXT = "{\"id\": \"a\", \"text\": \"secret words\"}".getBytes();

  private Broker broker;
  private Map<String, Object> clients;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    int port = FreePorts.inARow(2);
    broker = Broker.start(data, port, port + 1);
    String bootstrap = "127.0.0.1:" + port;
    TopicSetup.create(bootstrap, 2);
    clients = Map.of("bootstrap.servers", bootstrap);
    var bytes = new ByteArraySerializer();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "max.request.size", 2 * Limits.RECORD_BYTES),
            bytes,
            bytes);
  }

  @AfterAll
  void stop() {
    producer.close();
    broker.close();
  }

  @Test
  void findsByEverythingThatAFilterNames() throws Exception {
    // Given
    LetterId mine = write(letter("feedback", "mine", TEXT, ErrorCode.UNKNOWN_LABEL, 3));
    LetterId other = write(letter("feedback", "other", TEXT, ErrorCode.TEXT_MISSING, 1));
    producer.send(new ProducerRecord<>("feedback.dead-letters", TEXT)).get();
    // When
    var all = find(filter("feedback", Set.of(), Set.of(), null));
    // Then
    assertEquals(List.of(mine, other), ids(all));
    assertEquals(1, all.foreign());
    assertEquals(
        List.of(mine),
        ids(find(filter("feedback", Set.of(ErrorCode.UNKNOWN_LABEL), Set.of(), null))));
    assertEquals(List.of(other), ids(find(filter("feedback", Set.of(), Set.of("other"), null))));
    assertEquals(
        List.of(), ids(find(filter("feedback", Set.of(), Set.of(), Instant.now().plusSeconds(9)))));
    var newest = new Letters(clients).find(filter("feedback", Set.of(), Set.of(), null), 1);
    assertEquals(2, newest.matching());
    assertEquals(1, newest.letters().size());
    Letter letter = all.letters().get(0);
    assertEquals(3, letter.attempt());
    assertEquals(TEXT.length, letter.bytes());
    assertFalse(LetterText.json(letter).contains("secret"));
  }

  @Test
  void showsTheBytesAsTheyWereSent() throws Exception {
    // Given
    byte[] bytes = {(byte) 0xff, 0, 7};
    LetterId id = write(letter("tokens", "odd", bytes, ErrorCode.MALFORMED_BINARY, 1));
    // When
    var whole = new Letters(clients).get(id).orElseThrow();
    // Then
    assertArrayEquals(bytes, whole.value());
    assertEquals("odd", whole.letter().key());
    assertTrue(new Letters(clients).get(new LetterId(id.topic(), 0, 9_999)).isEmpty());
    assertTrue(new Letters(clients).get(new LetterId(id.topic(), 7, 0)).isEmpty());
  }

  @Test
  void sendsBackOnceWithTheCountOfItsFailures() throws Exception {
    // Given
    LetterId first = write(letter("texts", "twice", TEXT, ErrorCode.UNKNOWN_TASK, 2));
    LetterId second = write(letter("texts", "twice", "second".getBytes(), ErrorCode.INTERNAL, 1));
    // When
    var outcomes = replay(new ReplayRules(false, false), second, first);
    // Then
    assertEquals(Map.of(first, Outcome.REPLAYED, second, Outcome.REPLAYED), outcomes);
    var back = on("texts", "twice");
    assertEquals(2, back.size());
    assertArrayEquals(TEXT, back.get(0).value());
    assertEquals(2, DeadLetter.failuresBefore(back.get(0).headers()));
    assertEquals(1, DeadLetter.failuresBefore(back.get(1).headers()));
    assertEquals(1, back.get(0).partition()); // where it stood before
    assertNotNull(new Letters(clients).get(first).orElseThrow().letter().replayed());
    // And when
    var again = replay(new ReplayRules(false, false), first, second);
    // Then
    assertEquals(Map.of(first, Outcome.ALREADY, second, Outcome.ALREADY), again);
    assertEquals(2, on("texts", "twice").size());
    assertEquals(Map.of(first, Outcome.REPLAYED), replay(new ReplayRules(true, false), first));
    assertEquals(3, on("texts", "twice").size());
  }

  @Test
  void aRehearsalSendsNothing() throws Exception {
    // Given
    LetterId id = write(letter("texts", "rehearsed", TEXT, ErrorCode.UNKNOWN_TASK, 1));
    List<Replay.Result> results = new ArrayList<>();
    // When
    new Replay(clients, new ReplayRules(false, false), results::add).rehearse(List.of(id));
    // Then
    assertEquals(Outcome.REPLAYED, results.get(0).outcome());
    assertEquals(List.of(), on("texts", "rehearsed"));
    assertNull(new Letters(clients).get(id).orElseThrow().letter().replayed());
  }

  @Test
  void refusesWhatWasTooLargeToKeepAndWhatIsNotThere() throws Exception {
    // Given
    byte[] large = new byte[Limits.RECORD_BYTES + 1];
    LetterId left = write(letter("texts", "large", large, ErrorCode.TEXT_TOO_LARGE, 1));
    LetterId edge =
        write(
            letter(
                "texts", "edge", new byte[Limits.RECORD_BYTES - 10], ErrorCode.TEXT_TOO_LARGE, 1));
    LetterId nowhere = new LetterId("texts.dead-letters", 0, 99_999);
    // When
    var outcomes = replay(new ReplayRules(false, false), left, edge, nowhere);
    // Then
    assertEquals(
        Map.of(left, Outcome.REFUSED, edge, Outcome.REFUSED, nowhere, Outcome.REFUSED), outcomes);
    assertTrue(
        find(filter("texts", Set.of(), Set.of("large"), null)).letters().get(0).valueLeftOut());
  }

  @Test
  void keepsTheNewerValueOfACompactedTopicUnlessTold() throws Exception {
    // Given
    var bad = producer.send(Topics.ADAPTERS.record("digest", new byte[] {1})).get();
    var lone = producer.send(Topics.ADAPTERS.record("lone", new byte[] {3})).get();
    producer.send(Topics.ADAPTERS.record("digest", new byte[] {2})).get();
    LetterId replaced = write(letter(bad, "digest", new byte[] {1}));
    LetterId newest = write(letter(lone, "lone", new byte[] {3}));
    // When
    var outcomes = replay(new ReplayRules(false, false), replaced, newest);
    // Then
    assertEquals(Map.of(replaced, Outcome.REFUSED, newest, Outcome.REPLAYED), outcomes);
    assertEquals(2, on("adapters", "digest").size());
    assertEquals(
        Map.of(replaced, Outcome.REPLAYED), replay(new ReplayRules(false, true), replaced));
    assertArrayEquals(new byte[] {1}, on("adapters", "digest").get(2).value());
  }

  @Test
  void sendsBackOnlyToTheTopicWhoseDeadLettersTheseAre() throws Exception {
    // Given
    var stray =
        new DeadLetter(
            Topic.key("stray"),
            TEXT,
            ErrorCode.INTERNAL,
            "tokenizer",
            "cause",
            new Origin("__consumer_offsets", 0, 0),
            1);
    LetterId id = write("texts.dead-letters", stray);
    // When
    var outcomes = replay(new ReplayRules(false, false), id);
    // Then
    assertEquals(Map.of(id, Outcome.REFUSED), outcomes);
  }

  private Letters.Found find(LetterFilter filter) {
    return new Letters(clients).find(filter, Integer.MAX_VALUE);
  }

  private static LetterFilter filter(
      String topic, Set<ErrorCode> codes, Set<String> keys, Instant since) {
    return new LetterFilter(Set.of(DeadLetter.topicOf(topic)), codes, Set.of(), keys, since, false);
  }

  private static List<LetterId> ids(Letters.Found found) {
    return found.letters().stream().map(Letter::id).toList();
  }

  private Map<LetterId, Outcome> replay(ReplayRules rules, LetterId... ids) {
    var outcomes = new java.util.HashMap<LetterId, Outcome>();
    new Replay(clients, rules, r -> assertNull(outcomes.put(r.id(), r.outcome())))
        .run(Arrays.asList(ids));
    return outcomes;
  }

  private List<ConsumerRecord<byte[], byte[]>> on(String topic, String key) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    new TopicScan(clients)
        .read(
            List.of(topic),
            record -> {
              if (Arrays.equals(record.key(), key.getBytes(StandardCharsets.UTF_8))) {
                found.add(record);
              }
            });
    return found;
  }

  private static DeadLetter letter(
      String topic, String key, byte[] value, ErrorCode code, int attempt) {
    return new DeadLetter(
        Topic.key(key), value, code, "tokenizer", "cause", new Origin(topic, 1, 5), attempt);
  }

  private static DeadLetter letter(RecordMetadata origin, String key, byte[] value) {
    return new DeadLetter(
        Topic.key(key),
        value,
        ErrorCode.ADAPTER_REFUSED,
        "encoder",
        "cause",
        new Origin(origin.topic(), origin.partition(), origin.offset()),
        1);
  }

  private LetterId write(DeadLetter letter) throws Exception {
    return write(DeadLetter.topicOf(letter.origin().topic()), letter);
  }

  private LetterId write(String topic, DeadLetter letter) throws Exception {
    var record = new ProducerRecord<>(topic, null, letter.key(), letter.value(), letter.headers());
    var stands = producer.send(record).get(20, TimeUnit.SECONDS);
    return new LetterId(stands.topic(), stands.partition(), stands.offset());
  }
}

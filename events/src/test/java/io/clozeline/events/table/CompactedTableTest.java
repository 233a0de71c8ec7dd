package io.clozeline.events.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.codec.BytesCodec;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompactedTableTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);

  private static Broker broker;

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<DeadLetter> refusals = new CopyOnWriteArrayList<>();
  private final List<CompactedTable<String>> tables = new ArrayList<>();
  private String topic;

  @BeforeAll
  static void startBroker() {
    broker = new Broker();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void nameTopic(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName();
  }

  @AfterEach
  void closeTables() {
    tables.forEach(CompactedTable::close);
  }

  /** Takes words, refuses "bad" and fails on "fault". */
  private static String read(String key, byte[] value) {
    String word = new String(value, UTF_8);
    return switch (word) {
      case "bad" -> throw new EventException(ErrorCode.TASK_REFUSED, "bad word");
      case "fault" -> throw new IllegalArgumentException("no word");
      case "nothing" -> null;
      default -> word;
    };
  }

  private CompactedTable<String> follow(CompactedTable.Listener<String> listener) {
    return follow(listener, broker.clientConfig());
  }

  private CompactedTable<String> follow(
      CompactedTable.Listener<String> listener, Map<String, Object> config) {
    var bytes =
        new Topic<>(topic, new BytesCodec(), Topic.Cleanup.COMPACT, Topic.Spread.PARTITIONED);
    CompactedTable<String> table =
        CompactedTable.follow(bytes, config, CompactedTableTest::read, listener, refusals::add);
    tables.add(table);
    return table;
  }

  private CompactedTable<String> follow() {
    return follow((key, value) -> heard.add(key + "=" + value));
  }

  private void send(String key, String value) {
    broker.send(topic, key, value == null ? null : value.getBytes(UTF_8));
  }

  @Test
  void catchesUpWithWhatStoodInAllPartitions() {
    // Given
    broker.create(topic, 3);
    for (int i = 0; i < 60; i++) {
      send("key " + i % 30, "value " + i);
    }
    // When
    CompactedTable<String> table = follow();
    // Then
    assertTrue(table.awaitCaughtUp(LIMIT));
    assertTrue(table.caughtUp());
    assertFalse(table.failed());
    assertEquals(30, table.all().size());
    assertEquals(Optional.of("value 59"), table.get("key 29"));
    assertEquals(Optional.empty(), table.get("key 30"));
    assertEquals(60, heard.size());
  }

  @Test
  void catchesUpWithAnEmptyTopic() {
    broker.create(topic, 1);
    assertTrue(follow().awaitCaughtUp(LIMIT));
  }

  @Test
  void whatWasWrittenBeforeItWasAskedForIsThere() {
    // Given
    broker.create(topic, 2);
    CompactedTable<String> table = follow();
    assertTrue(table.awaitCaughtUp(LIMIT));
    for (int i = 0; i < 20; i++) {
      // When
      send("key " + i, "value");
      // Then
      assertEquals(Optional.of("value"), table.await("key " + i, LIMIT));
    }
    send("key 0", "newer");
    assertTrue(table.awaitCurrent(LIMIT));
    assertEquals(Optional.of("newer"), table.get("key 0"));
  }

  @Test
  void whatIsNotThereIsAnsweredBeforeTheLimit() {
    broker.create(topic, 1);
    CompactedTable<String> table = follow();
    long started = System.nanoTime();
    assertEquals(Optional.empty(), table.await("nobody", LIMIT));
    assertTrue(System.nanoTime() - started < LIMIT.toNanos() / 2);
  }

  @Test
  void manyMayAskAtOnce() {
    // Given
    broker.create(topic, 1);
    CompactedTable<String> table = follow();
    send("key", "value");
    // When
    var answers = new ArrayList<CompletableFuture<Boolean>>();
    for (int i = 0; i < 8; i++) {
      answers.add(
          CompletableFuture.supplyAsync(
              () -> {
                boolean all = true;
                for (int times = 0; times < 5; times++) {
                  all &= table.awaitCurrent(LIMIT) && table.get("key").isPresent();
                }
                return all;
              }));
    }
    // Then
    answers.forEach(answer -> assertTrue(answer.join()));
  }

  @Test
  void aRefusalKeepsTheValueBeforeIt() {
    // Given
    broker.create(topic, 1);
    send("key", "good");
    // When
    send("key", "bad");
    send("other", "fault");
    send("other", "nothing");
    send("last", "good");
    CompactedTable<String> table = follow();
    // Then
    assertTrue(table.awaitCaughtUp(LIMIT));
    assertEquals(Map.of("key", "good", "last", "good"), table.all());
    assertEquals(List.of("key=good", "last=good"), heard);
    assertEquals(
        List.of(ErrorCode.TASK_REFUSED, ErrorCode.INTERNAL, ErrorCode.INTERNAL),
        refusals.stream().map(DeadLetter::code).toList());
    DeadLetter refused = refusals.get(0);
    assertArrayEquals("bad".getBytes(UTF_8), refused.value());
    assertEquals("key", Topic.key(refused.key()));
    assertEquals("bad word", refused.cause());
    assertEquals(topic + "-0@1", refused.origin().toString());
    assertEquals(1, refused.attempt());
    assertFalse(table.failed());
  }

  @Test
  void nullErases() {
    // Given
    broker.create(topic, 1);
    CompactedTable<String> table = follow();
    send("key", "value");
    assertEquals(Optional.of("value"), table.await("key", LIMIT));
    // When
    send("key", null);
    // Then
    assertTrue(table.awaitCurrent(LIMIT));
    assertEquals(Optional.empty(), table.get("key"));
    assertEquals(List.of("key=value", "key=null"), heard);
  }

  @Test
  void waitsForATopicThatIsCreatedLater() {
    // Given
    CompactedTable<String> table = follow();
    assertFalse(table.awaitCaughtUp(SHORT));
    assertEquals(Optional.empty(), table.await("key", SHORT));
    assertFalse(table.caughtUp());
    // When
    broker.create(topic, 1);
    send("key", "value");
    // Then
    assertTrue(table.awaitCaughtUp(LIMIT));
    assertEquals(Optional.of("value"), table.await("key", LIMIT));
    assertFalse(table.failed());
  }

  @Test
  void onlyCommittedTransactionsAreSeen() {
    // Given
    broker.create(topic, 1);
    send("key", "before");
    try (var producer = broker.producer(topic)) {
      producer.beginTransaction();
      Broker.send(producer, record("key", "aborted"));
      producer.abortTransaction();
      // When
      CompactedTable<String> table = follow();
      assertTrue(table.awaitCaughtUp(LIMIT));
      assertEquals(Optional.of("before"), table.get("key"));
      producer.beginTransaction();
      Broker.send(producer, record("key", "committed"));
      // Then
      assertTrue(table.awaitCurrent(LIMIT)); // what is still open is not there yet
      assertEquals(Optional.of("before"), table.get("key"));
      producer.commitTransaction();
      assertTrue(table.awaitCurrent(LIMIT));
      assertEquals(Optional.of("committed"), table.get("key"));
      assertEquals(List.of("key=before", "key=committed"), heard);
    }
  }

  private ProducerRecord<byte[], byte[]> record(String key, String value) {
    return new ProducerRecord<>(topic, Topic.key(key), value.getBytes(UTF_8));
  }

  @Test
  void aFaultOfTheListenerEndsItAndNobodyWaitsForIt() {
    // Given
    broker.create(topic, 1);
    send("key", "value");
    // When
    CompactedTable<String> table =
        follow(
            (key, value) -> {
              throw new IllegalStateException("the listener");
            });
    // Then
    assertFalse(table.awaitCaughtUp(LIMIT));
    assertTimeoutPreemptively(LIMIT.dividedBy(2), () -> assertFalse(table.awaitCurrent(LIMIT)));
    assertTrue(table.failed());
    assertFalse(table.caughtUp());
  }

  @Test
  void clientsThatCannotBeBuiltAreAFault() {
    CompactedTable<String> table = follow((key, value) -> {}, Map.of());
    assertFalse(table.awaitCaughtUp(LIMIT));
    assertTrue(table.failed());
  }

  @Test
  void closingEndsTheWaiting() {
    // Given
    CompactedTable<String> table = follow();
    var waiting = CompletableFuture.supplyAsync(() -> table.awaitCurrent(LIMIT));
    // When
    assertTimeoutPreemptively(LIMIT.dividedBy(2), table::close);
    // Then
    assertTimeoutPreemptively(LIMIT.dividedBy(2), () -> assertFalse(waiting.join()));
    assertTimeoutPreemptively(LIMIT.dividedBy(2), () -> assertFalse(table.awaitCurrent(LIMIT)));
    assertFalse(table.failed());
  }

  @Test
  void aBrokerThatIsAwayIsWaitedForAndClosedAtOnce() {
    CompactedTable<String> table =
        follow((key, value) -> {}, Map.of("bootstrap.servers", "127.0.0.1:1"));
    assertFalse(table.awaitCaughtUp(SHORT));
    assertFalse(table.failed());
    assertTimeoutPreemptively(LIMIT.dividedBy(2), table::close);
  }

  @Test
  void allIsACopy() {
    broker.create(topic, 1);
    Map<String, String> all = follow().all();
    assertThrows(UnsupportedOperationException.class, () -> all.put("key", "value"));
  }
}

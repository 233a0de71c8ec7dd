package io.clozeline.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.encoder.adapter.LiveAdapters;
import io.clozeline.events.Challenger;
import io.clozeline.events.Release;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.events.topic.Groups;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Adapters and releases that cannot serve, on a real broker. */
@Timeout(120)
class RefusalsTest {
  private static final Vocabulary VOCABULARY =
      new Vocabulary(List.of("[UNK]", "good", "bad"), true, "tokenizer", 64);

  private static final byte[] GOOD = TinyAdapters.linear("t", 1);
  private static final String DIGEST = AdapterFile.digest(GOOD);

  private final Broker broker = new Broker();
  private final HeardOutcomes heard = new HeardOutcomes();

  @AfterEach
  void close() {
    broker.close();
  }

  @Test
  void everyUnfitAdapterAndReleaseIsReportedAndTheLiveOneStays() {
    // Given a live adapter, and others that are fit for something else
    define("t", "no", "yes");
    define("renamed", "never", "always");
    adapter(GOOD);
    release("t", DIGEST);
    String prompt = adapter(TinyAdapters.prompt("t", 1));
    String otherTask = adapter(TinyAdapters.linear("other", 1));
    String otherLabels = adapter(TinyAdapters.linear("renamed", 1));
    byte[] unfit = TinyAdapters.ofAnotherBase("t");
    adapter(unfit);
    broker.send(Topics.ADAPTERS.name(), "not-its-digest", GOOD);
    broker.send(Topics.ADAPTERS.name(), DIGEST, Arrays.copyOf(GOOD, 100));
    broker.send(Topics.ADAPTERS.name(), "claims", new byte[] {-1, -1, -1, -1, -1, -1, -1, 127});
    try (var encoder = new Started()) {
      encoder.awaitCaughtUp();
      // When
      refused(() -> release("t", "unknown"));
      refused(() -> release("t", AdapterFile.digest(unfit)));
      refused(() -> release("t", otherTask));
      refused(() -> release("t", prompt));
      refused(() -> release("renamed", otherLabels));
      refused(() -> challenger("t", otherTask));
      refused(() -> broker.send(Topics.RELEASES.name(), "t", new byte[] {1}));
      refused(() -> broker.send(Topics.RELEASES, "not-its-task", of("t", DIGEST)));
      // Then
      assertEquals(DIGEST, encoder.live.of("t").digest());
      assertNull(encoder.live.of("renamed").digest());
      assertFalse(encoder.tables.failed());
      var adapters = letters(Topics.ADAPTERS, 4);
      assertEquals(
          Collections.nCopies(4, ErrorCode.ADAPTER_REFUSED),
          adapters.stream().map(DeadLetter::code).toList());
      assertArrayEquals(unfit, adapters.get(0).value());
      assertEquals(
          List.of(
              ErrorCode.ADAPTER_MISSING,
              ErrorCode.ADAPTER_MISSING,
              ErrorCode.ADAPTER_REFUSED,
              ErrorCode.ADAPTER_REFUSED,
              ErrorCode.ADAPTER_REFUSED,
              ErrorCode.ADAPTER_REFUSED,
              ErrorCode.INVALID_JSON,
              ErrorCode.KEY_MISMATCH),
          letters(Topics.RELEASES, 8).stream().map(DeadLetter::code).toList());
      assertEquals(12, heard.deadLetters().size());
    }
  }

  @Test
  void anAdapterThatTheModelCannotComputeWithDoesNotGoLive() {
    // Given
    define("fails", "no", "yes");
    String digest = adapter(TinyAdapters.linear("fails", 1));
    try (var encoder = new Started()) {
      encoder.awaitCaughtUp();
      // When
      refused(() -> release("fails", digest));
      // Then
      assertNull(encoder.live.of("fails").digest());
      DeadLetter letter = letters(Topics.RELEASES, 1).get(0);
      assertEquals(ErrorCode.ADAPTER_REFUSED, letter.code());
      assertTrue(letter.cause().contains("out of luck"), letter.cause());
    }
  }

  private static void rehearse(Adapter adapter) {
    if (adapter.config().task().equals("fails")) {
      throw new IllegalStateException("out of luck");
    }
  }

  @Test
  void whatIsRefusedIsReportedOnceHoweverOftenItIsReadAgain() {
    // Given
    broker.send(Topics.ADAPTERS.name(), "first", new byte[] {1});
    try (var encoder = new Started()) {
      encoder.awaitCaughtUp();
    }
    // When
    broker.send(Topics.ADAPTERS.name(), "second", new byte[] {2});
    try (var loop = joined();
        var encoder = new Started();
        var another = new Started()) {
      encoder.awaitCaughtUp();
      another.awaitCaughtUp();
      broker.send(Topics.ADAPTERS.name(), "third", new byte[] {3});
      // Then
      await(() -> heard.deadLetters().size() >= 3);
      assertEquals(
          List.of("first", "second", "third"),
          letters(Topics.ADAPTERS, 3).stream().map(letter -> Topic.key(letter.key())).toList());
      assertEquals(3, heard.deadLetters().size());
      assertFalse(loop.assignment().isEmpty());
    }
  }

  /** A member of the encoders' group, as the loop is. */
  private KafkaConsumer<byte[], byte[]> joined() {
    var config = new HashMap<>(broker.clientConfig());
    config.put("group.id", Groups.ENCODER);
    var bytes = new ByteArrayDeserializer();
    var consumer = new KafkaConsumer<>(config, bytes, bytes);
    consumer.subscribe(List.of(Topics.TOKENS.name()));
    await(
        () -> {
          consumer.poll(Duration.ofMillis(50));
          return !consumer.assignment().isEmpty();
        });
    return consumer;
  }

  @Test
  void aReleaseOfThePastMayHaveLostItsAdapter() {
    // Given
    release("t", "erased");
    adapter(GOOD);
    release("t", DIGEST);
    // When
    try (var encoder = new Started()) {
      encoder.awaitCaughtUp();
      // Then
      assertEquals(DIGEST, encoder.live.of("t").digest());
      assertEquals(List.of(), heard.deadLetters());
    }
  }

  @Test
  void aReleaseThatCameBeforeItsAdapterIsReportedAndServesWhenThatOneComes() {
    // Given
    release("t", DIGEST);
    try (var encoder = new Started()) {
      encoder.awaitCaughtUp();
      assertEquals(ErrorCode.ADAPTER_MISSING, letters(Topics.RELEASES, 1).get(0).code());
      // When
      adapter(GOOD);
      // Then
      await(() -> encoder.live.of("t").digest() != null);
    }
  }

  @Test
  void aCrashInTheMiddleOfAReportLeavesOneReport() {
    // Given what a process that was killed leaves behind: an open transaction
    var killed = broker.producer(Map.of("transactional.id", Refusals.TRANSACTIONAL_ID));
    killed.initTransactions();
    killed.beginTransaction();
    killed.send(
        new ProducerRecord<>(
            Topics.ADAPTERS.deadLetters(), Topic.key("bad"), "uncommitted".getBytes()));
    killed.flush();
    broker.send(Topics.ADAPTERS.name(), "bad", new byte[] {1});
    // When
    try (var encoder = new Started()) {
      encoder.awaitCaughtUp();
      // Then
      var letters = letters(Topics.ADAPTERS, 1);
      assertEquals(1, letters.size());
      assertArrayEquals(new byte[] {1}, letters.get(0).value());
    } finally {
      killed.close(Duration.ZERO);
    }
  }

  @Test
  void aLargeRefusedAdapterHasItsDeadLetter() {
    // Given
    byte[] large = new byte[16 * 1024 * 1024 - 4096];
    // When
    broker.send(Topics.ADAPTERS.name(), "large", large);
    // Then
    try (var encoder = new Started()) {
      encoder.awaitCaughtUp();
      assertEquals(large.length, letters(Topics.ADAPTERS, 1).get(0).value().length);
    }
  }

  /** The tables of an encoder that has just started. */
  private final class Started implements AutoCloseable {
    final LiveAdapters live = new LiveAdapters((task, digest) -> {});
    final Refusals refusals = new Refusals(heard, broker.clientConfig());
    final EncoderTables tables =
        new EncoderTables(
            TinyAdapters.MODEL,
            VOCABULARY,
            live,
            RefusalsTest::rehearse,
            broker.clientConfig(),
            refusals);

    void awaitCaughtUp() {
      await(tables::caughtUp);
    }

    @Override
    public void close() {
      tables.close();
      refusals.close();
    }
  }

  private void refused(Runnable sending) {
    int before = heard.deadLetters().size();
    sending.run();
    await(() -> heard.deadLetters().size() > before);
  }

  private void define(String task, String... labels) {
    broker.send(
        Topics.TASKS,
        task,
        new TaskDefinition(task, TaskKind.of("classification"), List.of(labels), null, null, null));
  }

  private String adapter(byte[] file) {
    String digest = AdapterFile.digest(file);
    broker.send(Topics.ADAPTERS.name(), digest, file);
    return digest;
  }

  /** The live adapter with another one that rides along. */
  private void challenger(String task, String digest) {
    var challenger = new Challenger(0.5, of(task, digest));
    broker.send(Topics.RELEASES, task, of(task, DIGEST).with(challenger));
  }

  private void release(String task, String digest) {
    broker.send(Topics.RELEASES, task, of(task, digest));
  }

  private static Release of(String task, String digest) {
    return new Release(task, digest, null, null, "test", 1, 1, Instant.EPOCH);
  }

  private List<DeadLetter> letters(Topic<?> topic, int count) {
    return broker.read(topic.deadLetters(), count).stream().map(DeadLetter::of).toList();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    assertTrue(condition.getAsBoolean());
  }
}

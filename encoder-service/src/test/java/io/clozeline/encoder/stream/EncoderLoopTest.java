package io.clozeline.encoder.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.encoder.adapter.LiveAdapters;
import io.clozeline.encoder.pass.EncodingPass;
import io.clozeline.encoder.pass.FakeEncoder;
import io.clozeline.events.Limits;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.stage.StageListener;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class EncoderLoopTest {
  private static final TopicPartition ZERO = new TopicPartition(Topics.TOKENS.name(), 0);
  private static final TopicPartition ONE = new TopicPartition(Topics.TOKENS.name(), 1);
  private static final StageListener SILENT =
      new StageListener() {
        @Override
        public void done(long nanos) {}

        @Override
        public void deadLetter(ErrorCode code) {}
      };

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final AtomicLong clock = new AtomicLong();
  private final CountDownLatch otherEncoded = new CountDownLatch(2);
  private volatile boolean overlapped;
  private long nanosOfASequence;
  private Executor committer = Runnable::run;
  private final EncoderLoop loop =
      new EncoderLoop(
          consumer,
          () -> producer,
          new RecordEncoding(
              new EncodingPass(
                  new FakeEncoder(this::encode),
                  new TokenBudget(64, 4),
                  (sequences, tokens, padded, nanos) -> {},
                  () -> 3),
              new LiveAdapters((task, digest) -> {}),
              SILENT),
          64,
          clock::get,
          task -> committer.execute(task));

  @Test
  void sendsOneRecordForEachAndCommitsTheirOffsetsWithThem() {
    // Given
    feed(
        () -> {
          consumer.addRecord(tokens(ZERO, 0, "a"));
          consumer.addRecord(tokens(ZERO, 1, "b"));
          consumer.addRecord(tokens(ONE, 0, "c"));
        });
    // When
    loop.run();
    // Then
    assertEquals(Set.of("a", "b", "c"), Set.copyOf(keys(record -> true)));
    assertEquals(3, producer.history().size());
    assertTrue(producer.transactionCommitted());
    var offsets = committed();
    assertEquals(2, offsets.get(ZERO).offset());
    assertEquals(1, offsets.get(ONE).offset());
  }

  @Test
  void deadLettersWhatItCannotReadAndGoesOn() {
    // Given
    byte[] garbage = {9, 9, 9};
    feed(
        () -> {
          consumer.addRecord(tokens(ZERO, 0, "a"));
          consumer.addRecord(new ConsumerRecord<>(ZERO.topic(), 0, 1, Topic.key("x"), garbage));
          consumer.addRecord(tokens(ZERO, 2, "b"));
        });
    // When
    loop.run();
    // Then
    assertEquals(List.of("a", "b"), keys(r -> r.topic().equals(Topics.ENCODINGS.name())));
    var dead =
        producer.history().stream()
            .filter(r -> r.topic().equals(Topics.TOKENS.deadLetters()))
            .toList();
    assertEquals(1, dead.size());
    assertArrayEquals(garbage, dead.get(0).value());
    assertEquals(
        "malformed-binary", new String(dead.get(0).headers().lastHeader("clozeline.code").value()));
    assertEquals(1, DeadLetter.failuresBefore(dead.get(0).headers()));
  }

  @Test
  void leavesWhatNoTopicWouldTakeAgainAtItsOrigin() {
    // Given
    byte[] large = new byte[Limits.RECORD_BYTES + 1];
    feed(() -> consumer.addRecord(new ConsumerRecord<>(ZERO.topic(), 0, 0, Topic.key("x"), large)));
    // When
    loop.run();
    // Then
    var dead = producer.history().get(0);
    assertEquals(Topics.TOKENS.deadLetters(), dead.topic());
    assertEquals("x", Topic.key(dead.key()));
    assertNull(dead.value());
  }

  @Test
  void readsTheRecordsAgainAfterATransactionThatFailed() {
    // Given
    producer.commitTransactionException = new KafkaException("the broker is away");
    feed(() -> consumer.addRecord(tokens(ZERO, 0, "a")));
    consumer.schedulePollTask(
        () -> {
          producer.commitTransactionException = null;
          consumer.addRecord(tokens(ZERO, 0, "a"));
        });
    consumer.schedulePollTask(loop::stop);
    // When
    loop.run();
    // Then
    assertEquals(1, producer.commitCount());
    assertEquals(List.of("a"), keys(record -> true));
  }

  @Test
  void encodesTheNextWhileATransactionIsUnderWay() {
    // Given a commit that waits until the other record is encoded, too
    committer = task -> new Thread(() -> afterOther(task)).start();
    feed(
        () -> {
          consumer.addRecord(tokens(ZERO, 0, "a", 256));
          consumer.addRecord(tokens(ZERO, 1, "b", 256));
        });
    // When
    loop.run();
    // Then
    assertTrue(overlapped, "the other record was encoded meanwhile");
    assertEquals(List.of("a", "b"), keys(record -> true));
    assertEquals(2, producer.commitCount());
  }

  @Test
  void whatWasEncodedBesideATransactionThatFailedIsReadAgain() {
    // Given
    producer.commitTransactionException = new KafkaException("the broker is away");
    committer = task -> new Thread(() -> afterOther(task)).start();
    feed(
        () -> {
          consumer.addRecord(tokens(ZERO, 0, "a", 256));
          consumer.addRecord(tokens(ZERO, 1, "b", 256));
        });
    consumer.schedulePollTask(
        () -> {
          producer.commitTransactionException = null;
          consumer.addRecord(tokens(ZERO, 0, "a", 256));
          consumer.addRecord(tokens(ZERO, 1, "b", 256));
        });
    consumer.schedulePollTask(loop::stop);
    // When
    loop.run();
    // Then
    assertTrue(overlapped, "the other record was encoded meanwhile");
    assertEquals(List.of("a", "b"), keys(record -> true));
    assertEquals(2, producer.commitCount());
  }

  private void afterOther(Runnable task) {
    try {
      overlapped = otherEncoded.await(10, TimeUnit.SECONDS);
      task.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean encode(EncoderInput input) {
    if (input.sequence().inputIds()[0] == 1) {
      otherEncoded.countDown(); // a record's first window
    }
    return clock.addAndGet(nanosOfASequence) < 0;
  }

  @Test
  void aRecordOfManyWindowsHasATransactionOfItsOwn() {
    // Given
    feed(
        () -> {
          consumer.addRecord(tokens(ZERO, 0, "a"));
          consumer.addRecord(tokens(ZERO, 1, "b"));
          consumer.addRecord(tokens(ZERO, 2, "giant", 256));
          consumer.addRecord(tokens(ZERO, 3, "c"));
        });
    // When
    loop.run();
    // Then
    assertEquals(List.of("a", "b", "giant", "c"), keys(record -> true));
    assertEquals(3, producer.commitCount());
  }

  @Test
  void aPollThatTakesTooLongIsLeftForTheNextOneAndNothingIsLostOrTwice() {
    // Given ten records that take a turn's half each, in two partitions
    nanosOfASequence = EncoderLoop.TURN.toNanos() / 2 / 256;
    List<Integer> left = new ArrayList<>();
    consumer.schedulePollTask(
        () -> {
          consumer.rebalance(List.of(ZERO, ONE));
          consumer.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));
          addFrom(0, 0);
        });
    for (int poll = 0; poll < 9; poll++) {
      consumer.schedulePollTask(
          () -> {
            int zero = (int) consumer.position(ZERO);
            int one = (int) consumer.position(ONE);
            left.add(10 - zero - one);
            addFrom(zero, one);
          });
    }
    consumer.schedulePollTask(loop::stop);
    // When
    loop.run();
    // Then
    var keys = keys(record -> true);
    assertEquals(10, keys.size());
    assertEquals(10, Set.copyOf(keys).size());
    assertEquals(List.of(7, 4, 1, 0), left.subList(0, 4), "what each turn left");
  }

  /** What a broker brings again after the consumer went back to these offsets. */
  private void addFrom(int zero, int one) {
    for (int i = zero; i < 5; i++) {
      consumer.addRecord(tokens(ZERO, i, "zero-" + i, 256));
    }
    for (int i = one; i < 5; i++) {
      consumer.addRecord(tokens(ONE, i, "one-" + i, 256));
    }
  }

  private void feed(Runnable records) {
    consumer.schedulePollTask(
        () -> {
          consumer.rebalance(List.of(ZERO, ONE));
          consumer.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));
          records.run();
        });
    if (producer.commitTransactionException == null) {
      consumer.schedulePollTask(loop::stop);
    }
  }

  private List<String> keys(Predicate<ProducerRecord<byte[], byte[]>> which) {
    return producer.history().stream().filter(which).map(r -> Topic.key(r.key())).toList();
  }

  private Map<TopicPartition, OffsetAndMetadata> committed() {
    return producer.consumerGroupOffsetsHistory().get(0).values().iterator().next();
  }

  private static ConsumerRecord<byte[], byte[]> tokens(
      TopicPartition partition, long offset, String id) {
    return tokens(partition, offset, id, 1);
  }

  private static ConsumerRecord<byte[], byte[]> tokens(
      TopicPartition partition, long offset, String id, int windows) {
    var text =
        new TokenizedText(
            id,
            "task",
            "v1",
            FakeEncoder.TOKENIZER,
            3,
            false,
            windows,
            1,
            2,
            IntStream.range(0, windows).mapToObj(EncoderLoopTest::sequence).toList());
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        Topic.key(id),
        Topics.TOKENS.codec().encode(text));
  }

  /** Another one for each window: equal ones would be encoded once. */
  private static TokenSequence sequence(int window) {
    return new TokenSequence(new int[] {1 + window, 2, 3}, new int[3], new int[] {1}, null, 0);
  }
}

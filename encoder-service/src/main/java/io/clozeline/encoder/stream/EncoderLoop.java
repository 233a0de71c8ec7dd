package io.clozeline.encoder.stream;

import static org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation.LEAVE_GROUP;

import io.clozeline.events.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code tokens}, writes {@code encodings}, and commits both in one transaction, while the
 * next records are encoded: one transaction at a time. Records are decoded as their transaction
 * comes, a record of many windows has one of its own, and a poll of many such records is left for
 * the next poll after {@link #TURN}. A transaction that fails is aborted; its records, and those
 * encoded meanwhile, are read again from the committed offsets.
 *
 * <p>Partitions may go to another member while their transaction is under way: then the group
 * refuses its offsets, or the new owner waits for its end before it reads them.
 */
final class EncoderLoop {
  private static final Logger LOG = LoggerFactory.getLogger(EncoderLoop.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofMillis(200);

  /** After so long the loop polls again whatever is left: the group thinks a slow member dead. */
  static final Duration TURN = Duration.ofSeconds(60);

  private final Consumer<byte[], byte[]> consumer;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final RecordEncoding encoding;
  private final int transactionTokens;
  private final LongSupplier nanos;
  private final Executor committer;
  private Producer<byte[], byte[]> producer;
  private CompletableFuture<Void> transaction = CompletableFuture.completedFuture(null);
  private volatile boolean stopping;

  EncoderLoop(
      Consumer<byte[], byte[]> consumer,
      Supplier<Producer<byte[], byte[]>> producers,
      RecordEncoding encoding,
      int transactionTokens,
      LongSupplier nanos,
      Executor committer) {
    this.consumer = consumer;
    this.producers = producers;
    this.encoding = encoding;
    this.transactionTokens = transactionTokens;
    this.nanos = nanos;
    this.committer = committer;
  }

  /** Runs until {@link #stop()}; a fault that no retry can mend is thrown. */
  void run() {
    try {
      // Ends what a crash of this instance left open: nobody waits for the transaction's timeout.
      recover(() -> {});
      consumer.subscribe(List.of(Topics.TOKENS.name()));
      while (!stopping) {
        step();
      }
    } catch (WakeupException stop) {
      // stop() woke the poll
    } finally {
      if (failure() != null) {
        abort(); // left open, it would keep readers waiting
      }
      closeProducer();
      // Who takes the place over need not wait for a session to end.
      consumer.close(CloseOptions.groupMembershipOperation(LEAVE_GROUP));
    }
  }

  /** Ends the loop after the transaction under way. May be called from any thread. */
  void stop() {
    stopping = true;
    consumer.wakeup();
  }

  private void step() {
    if (transaction.isDone() && !settle()) {
      return;
    }
    var polled = consumer.poll(POLL);
    if (polled.isEmpty()) {
      return;
    }
    Iterator<RecordEncoding.Decoded> decoded =
        StreamSupport.stream(polled.spliterator(), false).map(encoding::decode).iterator();
    var slices = new Slices<>(decoded, RecordEncoding.Decoded::tokens, transactionTokens);
    long started = nanos.getAsLong();
    var done = new HashMap<TopicPartition, OffsetAndMetadata>();
    while (slices.hasNext()) {
      if (stopping) {
        return; // uncommitted records are read again by the next member
      }
      if (nanos.getAsLong() - started > TURN.toNanos()) {
        leaveRest(polled, done);
        return;
      }
      List<RecordEncoding.Decoded> slice = slices.next();
      if (!transact(slice)) {
        return; // uncommitted records are read again, here or by the next member
      }
      done.putAll(offsets(slice));
    }
  }

  /** Goes back to what is not committed, which the next poll brings again. */
  private void leaveRest(
      ConsumerRecords<byte[], byte[]> polled, Map<TopicPartition, OffsetAndMetadata> done) {
    for (TopicPartition partition : polled.partitions()) {
      long first = polled.records(partition).get(0).offset();
      var next = done.getOrDefault(partition, new OffsetAndMetadata(first));
      consumer.seek(partition, next.offset());
    }
  }

  /** Encodes, and commits while the next slice is encoded; false where the one before failed. */
  private boolean transact(List<RecordEncoding.Decoded> slice) {
    var out = encoding.encode(slice);
    if (!settle()) {
      return false;
    }
    var offsets = offsets(slice);
    var member = consumer.groupMetadata();
    transaction = CompletableFuture.runAsync(() -> commit(out, offsets, member), committer);
    return true;
  }

  private void commit(
      List<ProducerRecord<byte[], byte[]>> out,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      ConsumerGroupMetadata member) {
    producer.beginTransaction();
    out.forEach(producer::send);
    producer.sendOffsetsToTransaction(offsets, member);
    producer.commitTransaction();
  }

  /** Waits for the transaction under way; if it failed, goes back to what is committed. */
  private boolean settle() {
    Throwable failure = failure();
    if (failure == null) {
      return true;
    }
    if (failure instanceof FencedInstanceIdException) {
      throw new IllegalStateException(
          "another encoder runs under this instance name; give each its own"
              + " clozeline.encoder.instance",
          failure);
    }
    if (!(failure instanceof KafkaException)) {
      throw new IllegalStateException("a transaction failed beyond retrying", failure);
    }
    LOG.warn("A transaction failed, its records are read again", failure);
    abort();
    recover(this::rewind);
    return false;
  }

  /** Waits for the transaction under way; null if it did not fail. */
  private Throwable failure() {
    var ended = transaction;
    transaction = CompletableFuture.completedFuture(null);
    try {
      ended.join();
      return null;
    } catch (CompletionException failed) {
      return failed.getCause();
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(
      List<RecordEncoding.Decoded> slice) {
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    for (var decoded : slice) {
      var record = decoded.record();
      offsets.put(
          new TopicPartition(record.topic(), record.partition()),
          new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), ""));
    }
    return offsets;
  }

  /**
   * Makes a producer ready before anything else: that settles the transaction before, on which the
   * committed offsets hang. Goes on trying while the broker is away.
   */
  private void recover(Runnable then) {
    while (!stopping) {
      try {
        openProducer();
        then.run();
        return;
      } catch (WakeupException stop) {
        throw stop;
      } catch (KafkaException e) {
        LOG.warn("Kafka does not answer as it should, trying again", e);
        pause();
      }
    }
  }

  private void openProducer() {
    if (producer == null) {
      producer = producers.get();
      try {
        producer.initTransactions();
      } catch (KafkaException e) {
        closeProducer();
        throw e;
      }
    }
  }

  private void abort() {
    try {
      producer.abortTransaction();
    } catch (KafkaException | IllegalStateException beyondRepair) {
      closeProducer();
    }
  }

  private void closeProducer() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
      producer = null;
    }
  }

  private void rewind() {
    var partitions = consumer.assignment();
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions);
    for (var partition : partitions) {
      Optional.ofNullable(committed.get(partition))
          .ifPresentOrElse(
              offset -> consumer.seek(partition, offset),
              () -> consumer.seekToBeginning(List.of(partition)));
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.clozeline.encoder;

import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.stage.StageListener;
import io.clozeline.events.topic.Groups;
import io.clozeline.events.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports adapters and releases that were refused: a log line, a metric, a dead letter; each record
 * once, however often the topics are read again and by however many encoders. The dead letter goes
 * out in one transaction with the offset up to which its topic is reported, which the encoders'
 * group holds, under one transactional id for all encoders: who opens it ends what another had
 * open, and then reads that offset.
 */
final class Refusals implements Consumer<DeadLetter>, AutoCloseable {
  static final String TRANSACTIONAL_ID = Groups.ENCODER + "-refusals";

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final Duration GIVE_UP = Duration.ofMinutes(2);
  private static final Duration RETRY = Duration.ofMillis(300);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final StageListener listener;
  private final Map<String, Object> clientConfig;
  private final Map<TopicPartition, Long> reported = new HashMap<>();
  private KafkaProducer<byte[], byte[]> producer;
  private volatile boolean closed;

  /** Nothing is opened before there is something to report. */
  Refusals(StageListener listener, Map<String, Object> clientConfig) {
    this.listener = listener;
    this.clientConfig = Map.copyOf(clientConfig);
  }

  /**
   * Reports one refusal.
   *
   * @throws KafkaException when the broker does not take it for long
   */
  @Override
  public synchronized void accept(DeadLetter letter) {
    long end = System.nanoTime() + GIVE_UP.toNanos();
    while (!closed) {
      try {
        report(letter);
        return;
      } catch (KafkaException e) {
        closeProducer();
        if (System.nanoTime() > end || e instanceof InterruptException) {
          throw e;
        }
        LOG.warn("A refusal could not be reported, trying again: origin={}", letter.origin(), e);
        pause();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    synchronized (this) {
      closeProducer();
    }
  }

  private void report(DeadLetter letter) {
    openProducer();
    var origin = letter.origin();
    var partition = new TopicPartition(origin.topic(), origin.partition());
    long next = origin.offset() + 1;
    if (reported.getOrDefault(partition, 0L) >= next) {
      return;
    }
    producer.beginTransaction();
    producer.send(
        new ProducerRecord<>(
            DeadLetter.topicOf(origin.topic()),
            null,
            letter.key(),
            letter.value(),
            letter.headers()));
    producer.sendOffsetsToTransaction(
        Map.of(partition, new OffsetAndMetadata(next)), new ConsumerGroupMetadata(Groups.ENCODER));
    producer.commitTransaction();
    reported.put(partition, next);
    LOG.warn(
        "Refused, what is live stays: errorCode={} origin={} cause={}",
        letter.code().text(),
        origin,
        letter.cause());
    listener.deadLetter(letter.code());
  }

  private void openProducer() {
    if (producer == null) {
      producer = producer();
      producer.initTransactions();
      reported.clear();
      reported.putAll(committed());
      renew();
    }
  }

  /**
   * Offsets that nobody commits are forgotten by the broker, after a week unless told otherwise.
   */
  private void renew() {
    if (!reported.isEmpty()) {
      var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
      reported.forEach((partition, next) -> offsets.put(partition, new OffsetAndMetadata(next)));
      producer.beginTransaction();
      producer.sendOffsetsToTransaction(offsets, new ConsumerGroupMetadata(Groups.ENCODER));
      producer.commitTransaction();
    }
  }

  private void closeProducer() {
    if (producer != null) {
      producer.close(CLOSE_LIMIT);
      producer = null;
    }
  }

  private Map<TopicPartition, Long> committed() {
    var stable = new ListConsumerGroupOffsetsOptions().requireStable(true);
    var offsets = new HashMap<TopicPartition, Long>();
    try (var admin = Admin.create(clientConfig)) {
      admin
          .listConsumerGroupOffsets(Groups.ENCODER, stable)
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach((partition, offset) -> put(offsets, partition, offset));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw new KafkaException("the offsets of the refusals cannot be read", e.getCause());
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    return offsets;
  }

  /** The group's other offsets are the loop's. */
  private static void put(
      Map<TopicPartition, Long> offsets, TopicPartition partition, OffsetAndMetadata offset) {
    if (offset != null && !partition.topic().equals(Topics.TOKENS.name())) {
      offsets.put(partition, offset.offset());
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    var config = new HashMap<>(clientConfig);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
    config.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 50);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY.toMillis() + (long) (Math.random() * RETRY.toMillis()));
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}

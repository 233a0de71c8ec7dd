package io.clozeline.deploy.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Follows the committed records of some topics from the moment it is opened: what is written after
 * the constructor has returned is seen, on one thread.
 */
final class Tail implements Subscription {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Consumer<ConsumerRecord<byte[], byte[]>> reader;
  private final Thread thread;
  private volatile boolean closed;

  Tail(
      Map<String, Object> clientConfig,
      List<String> topics,
      Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    var config = new HashMap<>(clientConfig);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    this.reader = reader;
    var bytes = new ByteArrayDeserializer();
    this.consumer = new KafkaConsumer<>(config, bytes, bytes);
    seekToEnd(topics);
    this.thread = new Thread(this::run, "tail");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void seekToEnd(List<String> topics) {
    try {
      List<TopicPartition> partitions =
          Partitions.assign(
              consumer,
              topics.stream().flatMap(topic -> consumer.partitionsFor(topic, LIMIT).stream()));
      consumer.seekToEnd(partitions);
      // From here on, nothing that is sent later is missed.
      partitions.forEach(partition -> consumer.position(partition, LIMIT));
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private void run() {
    try (consumer) {
      while (!closed) {
        consumer.poll(POLL).forEach(reader);
      }
    } catch (WakeupException closing) {
      // close() woke the poll
    }
  }
}

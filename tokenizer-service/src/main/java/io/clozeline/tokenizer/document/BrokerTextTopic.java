package io.clozeline.tokenizer.document;

import io.clozeline.events.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topic at the broker, by a consumer that is in no group and opened by its first use. */
public final class BrokerTextTopic implements TextTopic, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);

  /** A larger record comes all the same, alone. */
  private static final int FETCH_BYTES = 64 * 1024;

  private final Map<String, Object> config;
  private KafkaConsumer<byte[], byte[]> consumer;

  /**
   * @param kafka a client's settings: where the broker is, and how to log in
   */
  public BrokerTextTopic(Map<String, Object> kafka) {
    config = new HashMap<>(kafka);
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
  }

  @Override
  public synchronized Optional<byte[]> at(Place place) {
    if (consumer == null) {
      var bytes = new ByteArrayDeserializer();
      consumer = new KafkaConsumer<>(config, bytes, bytes);
    }
    var partition = new TopicPartition(Topics.TEXTS.name(), place.partition());
    consumer.assign(List.of(partition));
    consumer.seek(partition, place.offset());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          return record.offset() == place.offset()
              ? Optional.ofNullable(record.value())
              : Optional.empty();
        }
      }
    } catch (OffsetOutOfRangeException dropped) {
      return Optional.empty();
    }
    throw new TimeoutException("the text at " + partition + "/" + place.offset() + " did not come");
  }

  @Override
  public synchronized void close() {
    if (consumer != null) {
      consumer.close();
    }
  }
}

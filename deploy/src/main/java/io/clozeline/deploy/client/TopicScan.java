package io.clozeline.deploy.client;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed on some topics, from the first record to those that stand there now. */
public final class TopicScan {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A larger record comes all the same, alone. */
  private static final int FETCH_BYTES = 4 * 1024 * 1024;

  private final Map<String, Object> config;

  /**
   * @param clientConfig bootstrap servers and security; the rest is set here
   */
  public TopicScan(Map<String, Object> clientConfig) {
    config = new HashMap<>(clientConfig);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    // A fetch that waits at the end of one partition holds up the next one.
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
  }

  /** Hands every record of {@code topics} to {@code reader}; a topic that is not there has none. */
  public void read(Collection<String> topics, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (var consumer = open()) {
      var present = consumer.listTopics();
      List<TopicPartition> partitions =
          Partitions.assign(
              consumer,
              topics.stream().flatMap(topic -> present.getOrDefault(topic, List.of()).stream()));
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long lastSign = System.nanoTime();
      while (!reached(consumer, ends)) {
        var records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          lastSign = System.nanoTime();
          records.forEach(reader);
        } else if (System.nanoTime() - lastSign > PATIENCE.toNanos()) {
          throw new IllegalStateException("the broker does not answer");
        }
      }
    }
  }

  /** The one record that stands there; empty when none does. */
  public Optional<ConsumerRecord<byte[], byte[]>> at(TopicPartition partition, long offset) {
    try (var consumer = open()) {
      boolean there =
          consumer.listTopics().getOrDefault(partition.topic(), List.of()).stream()
              .anyMatch(p -> p.partition() == partition.partition());
      if (!there) {
        return Optional.empty();
      }
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      consumer.seek(partition, offset);
      while (offset < end && consumer.position(partition) < end) {
        for (var record : consumer.poll(POLL)) {
          return Optional.of(record).filter(r -> r.offset() == offset);
        }
      }
      return Optional.empty();
    }
  }

  /** What {@code reader} makes of a consumer that is closed behind it. */
  public <R> R with(Function<KafkaConsumer<byte[], byte[]>, R> reader) {
    try (var consumer = open()) {
      return reader.apply(consumer);
    }
  }

  private KafkaConsumer<byte[], byte[]> open() {
    var bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(config, bytes, bytes);
  }

  private static boolean reached(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}

package io.clozeline.trainer.publish;

import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Adapters read from their topic when they are asked for: few tasks are trained at once, and the
 * files of all of them would fill the heap.
 */
public final class PublishedAdapters implements AdapterSource {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int FETCH_BYTES = 4 * 1024 * 1024;

  private final Map<String, Object> config;

  /**
   * Nothing is opened before somebody asks.
   *
   * @param clientConfig bootstrap servers and security; the rest is set here
   */
  public PublishedAdapters(Map<String, Object> clientConfig) {
    config = new HashMap<>(clientConfig);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
  }

  @Override
  public Optional<byte[]> of(String digest) {
    var bytes = new ByteArrayDeserializer();
    var partition = new TopicPartition(Topics.ADAPTERS.name(), 0);
    try (var consumer = new KafkaConsumer<>(config, bytes, bytes)) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      long deadline = System.nanoTime() + LIMIT.toNanos();
      byte[] found = null;
      while (consumer.position(partition) < end) {
        if (System.nanoTime() > deadline) {
          throw new TimeoutException("the adapters could not be read in " + LIMIT);
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (digest.equals(Topic.key(record.key()))) {
            found = record.value(); // null where it was erased
          }
        }
      }
      return Optional.ofNullable(found);
    }
  }
}

package io.clozeline.tokenizer.service;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes and reads topics as any client of the product does. */
final class Client implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final String servers;
  private final KafkaProducer<byte[], byte[]> producer;

  Client(String servers) {
    this.servers = servers;
    var bytes = new ByteArraySerializer();
    producer = new KafkaProducer<>(Map.of("bootstrap.servers", servers), bytes, bytes);
  }

  void send(Topic<?> topic, String key, byte[] value) {
    try {
      producer.send(new ProducerRecord<>(topic.name(), Topic.key(key), value)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All committed records under {@code key}, once there are {@code count}. */
  List<ConsumerRecord<byte[], byte[]>> await(String topic, String key, int count) {
    var bytes = new ByteArrayDeserializer();
    Map<String, Object> config =
        Map.of("bootstrap.servers", servers, "isolation.level", "read_committed");
    try (var consumer = new KafkaConsumer<>(config, bytes, bytes)) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (found.size() < count && System.nanoTime() < deadline) {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
          if (key.equals(Topic.key(record.key()))) {
            found.add(record);
          }
        }
      }
      assertTrue(found.size() >= count, () -> found.size() + " records of " + key + " in " + topic);
      return found;
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}

package io.clozeline.events.table;

import io.clozeline.events.topic.Topic;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker in this process, and the little that the tests do with it. */
final class Broker implements AutoCloseable {
  private final EmbeddedKafkaBroker broker =
      new EmbeddedKafkaBroker().withNodeId(1).withAdditionalProperties(Broker::settings).start();
  private final Admin admin = Admin.create(clientConfig());
  private final KafkaProducer<byte[], byte[]> producer = producer(null);

  private static void settings(Properties properties) {
    properties.put("auto.create.topics.enable", "false");
    properties.put("transaction.state.log.num.partitions", "1");
    properties.put("log.cleaner.dedupe.buffer.size", "2097152");
  }

  Map<String, Object> clientConfig() {
    return Map.of("bootstrap.servers", broker.getAdvertisedListeners());
  }

  void create(String topic, int partitions) {
    var compacted =
        new NewTopic(topic, partitions, (short) 1).configs(Map.of("cleanup.policy", "compact"));
    try {
      admin.createTopics(List.of(compacted)).all().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes and waits until it is written. */
  void send(String topic, String key, byte[] value) {
    send(producer, new ProducerRecord<>(topic, Topic.key(key), value));
  }

  static void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A producer; a transactional one where {@code transactionalId} is not null. */
  KafkaProducer<byte[], byte[]> producer(String transactionalId) {
    var config = new HashMap<>(clientConfig());
    config.put("linger.ms", 0);
    if (transactionalId != null) {
      config.put("transactional.id", transactionalId);
    }
    var bytes = new ByteArraySerializer();
    var opened = new KafkaProducer<>(config, bytes, bytes);
    if (transactionalId != null) {
      opened.initTransactions();
    }
    return opened;
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
    broker.close();
  }
}

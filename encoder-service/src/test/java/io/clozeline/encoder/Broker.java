package io.clozeline.encoder;

import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker in this process with the product's topics, one partition each. */
public final class Broker implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final EmbeddedKafkaBroker broker =
      new EmbeddedKafkaBroker().withAdditionalProperties(Broker::settings).start();
  private final KafkaProducer<byte[], byte[]> producer = producer(Map.of());

  public Broker() {
    try (var admin = Admin.create(clientConfig())) {
      admin.createTopics(Topics.all().stream().flatMap(Broker::topics).toList()).all().get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void settings(Properties properties) {
    properties.put("transaction.state.log.num.partitions", "1");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("log.cleaner.dedupe.buffer.size", "2097152");
    properties.put("message.max.bytes", "16842752");
  }

  /** As the service's properties set it. */
  public Map<String, Object> clientConfig() {
    return Map.of(
        "bootstrap.servers", broker.getAdvertisedListeners(), "max.request.size", 16_842_752);
  }

  /** A producer with more settings. */
  public KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    var config = new HashMap<>(clientConfig());
    config.putAll(more);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  public void send(String topic, String key, byte[] value) {
    try {
      producer.send(new ProducerRecord<>(topic, Topic.key(key), value)).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public <V> void send(Topic<V> topic, String key, V value) {
    send(topic.name(), key, topic.codec().encode(value));
  }

  /** The committed records of {@code topic} from its start, once there are {@code count}. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
    var bytes = new ByteArrayDeserializer();
    var config = new HashMap<>(clientConfig());
    config.put("isolation.level", "read_committed");
    config.put("group.id", "reader");
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    var partition = List.of(new TopicPartition(topic, 0));
    long end = System.nanoTime() + LIMIT.toNanos();
    try (var consumer = new KafkaConsumer<>(config, bytes, bytes)) {
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      while (records.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      consumer.poll(Duration.ofMillis(300)).forEach(records::add); // nor any more
    }
    return records;
  }

  @Override
  public void close() {
    producer.close();
    broker.close();
  }

  private static Stream<NewTopic> topics(Topic<?> topic) {
    var policy = Map.of("cleanup.policy", topic.cleanup().policy());
    return Stream.of(
        new NewTopic(topic.name(), 1, (short) 1).configs(policy),
        new NewTopic(topic.deadLetters(), 1, (short) 1));
  }
}

package io.clozeline.heads.broker;

import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private final EmbeddedKafkaBroker broker;
  private final KafkaProducer<byte[], byte[]> producer;

  private Broker(EmbeddedKafkaBroker broker) {
    this.broker = broker;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.getAdvertisedListeners()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  public static Broker start() {
    var broker = new Broker(new EmbeddedKafkaBroker().start());
    broker.createTopics();
    return broker;
  }

  public String servers() {
    return broker.getAdvertisedListeners();
  }

  public void send(ProducerRecord<byte[], byte[]> record) {
    producer.send(record);
    producer.flush();
  }

  /** The committed records of {@code topic} from its start, once there are {@code count}. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
    var bytes = new ByteArrayDeserializer();
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            servers(),
            "group.id",
            "reader-" + System.nanoTime(),
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            "read_committed");
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    long end = System.nanoTime() + LIMIT.toNanos();
    try (var consumer = new KafkaConsumer<>(config, bytes, bytes)) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      consumer.seekToBeginning(consumer.assignment());
      while (records.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    if (records.size() < count) {
      throw new AssertionError(records.size() + " of " + count + " records on " + topic);
    }
    return records;
  }

  @Override
  public void close() {
    producer.close();
    broker.close();
  }

  private void createTopics() {
    try (var admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
      admin.createTopics(Topics.all().stream().flatMap(Broker::topics).toList()).all().get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<NewTopic> topics(Topic<?> topic) {
    var policy = Map.of("cleanup.policy", topic.cleanup().policy());
    return Stream.of(
        new NewTopic(topic.name(), 1, (short) 1).configs(policy),
        new NewTopic(topic.deadLetters(), 1, (short) 1));
  }
}

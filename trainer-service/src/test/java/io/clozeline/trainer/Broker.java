package io.clozeline.trainer;

import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker in this process, with the product's topics, and what tests do with it. */
final class Broker {
  static final int PARTITIONS = 3;
  private static final int RECORD_BYTES = 17 * 1024 * 1024;

  private static Broker shared;

  private final Map<String, Object> clients;

  private Broker(String servers) {
    this.clients = Map.of("bootstrap.servers", servers);
  }

  /** One that runs already. */
  static Broker at(String servers) {
    return new Broker(servers);
  }

  /** The one of this class loader, started now if it is not there; it ends with the process. */
  static synchronized Broker shared() {
    if (shared == null) {
      var started = new EmbeddedKafkaBroker().withAdditionalProperties(Broker::configure).start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      shared = new Broker(started.getAdvertisedListeners());
      shared.createTopics();
    }
    return shared;
  }

  private static void configure(Properties properties) {
    properties.put("message.max.bytes", Integer.toString(RECORD_BYTES));
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("transaction.state.log.num.partitions", "1");
    properties.put("offsets.topic.num.partitions", "1");
  }

  String servers() {
    return (String) clients.get("bootstrap.servers");
  }

  /** What every client needs. */
  Map<String, Object> clients() {
    return clients;
  }

  private void createTopics() {
    var topics =
        Stream.concat(
                Topics.all().stream()
                    .map(
                        topic ->
                            newTopic(
                                topic.name(),
                                topic.spread() == Topic.Spread.SINGLE ? 1 : PARTITIONS)),
                Topics.all().stream().map(topic -> newTopic(topic.deadLetters(), 1)))
            .toList();
    try (var admin = Admin.create(clients)) {
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) { // a slow request was sent twice
        throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NewTopic newTopic(String name, int partitions) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty());
  }

  /** Sends and waits until the broker has all of them. */
  void send(List<ProducerRecord<byte[], byte[]>> records) {
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(clients, bytes, bytes)) {
      records.forEach(producer::send);
    }
  }

  /** Everything that is committed on {@code topic}, by partition and offset. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    var bytes = new ByteArrayDeserializer();
    var config = new java.util.HashMap<>(clients);
    config.put("isolation.level", "read_committed");
    config.put("auto.offset.reset", "earliest");
    try (var consumer = new KafkaConsumer<>(config, bytes, bytes)) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(50)).forEach(records::add);
      }
      return records;
    }
  }

  /** All values of {@code topic}. */
  <V> List<V> values(Topic<V> topic) {
    return read(topic.name()).stream().map(record -> topic.codec().decode(record.value())).toList();
  }
}

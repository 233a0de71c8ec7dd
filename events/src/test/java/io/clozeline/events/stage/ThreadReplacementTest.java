package io.clozeline.events.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Given;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ThreadReplacementTest {
  @Test
  @Timeout(value = 90, unit = TimeUnit.SECONDS)
  void aServiceThatStartsBeforeItsTopicsWorksOnceTheyAreThere(@TempDir Path state)
      throws Exception {
    var broker =
        new EmbeddedKafkaBroker().withNodeId(1).withAdditionalProperties(this::settings).start();
    Map<String, Object> client = Map.of("bootstrap.servers", broker.getAdvertisedListeners());
    var replaced = new java.util.concurrent.atomic.AtomicInteger();
    var replacement = new ThreadReplacement();
    try (broker;
        var admin = Admin.create(client);
        var streams = new KafkaStreams(topology(), config(client, state))) {
      // Given a service whose topics are missing
      streams.setUncaughtExceptionHandler(
          fault -> {
            replaced.incrementAndGet();
            return replacement.handle(fault);
          });
      streams.start();
      while (replaced.get() < 2) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      // When they are created, and a text is written
      admin
          .createTopics(
              Stream.of(Topics.TEXTS.name(), Topics.TOKENS.name(), Topics.TEXTS.deadLetters())
                  .map(name -> new NewTopic(name, 1, (short) 1))
                  .toList())
          .all()
          .get();
      send(client);
      // Then
      assertEquals(
          "review-1", new String(awaitKey(client), java.nio.charset.StandardCharsets.UTF_8));
    }
    assertTrue(replaced.get() < 60, replaced + " threads were replaced");
  }

  private void settings(Properties properties) {
    properties.put("auto.create.topics.enable", "false");
    properties.put("transaction.state.log.num.partitions", "1");
    properties.put("log.cleaner.dedupe.buffer.size", "2097152");
  }

  private static Topology topology() {
    StageLogic<io.clozeline.events.TokenizedText> logic =
        incoming -> new Outgoing<>("review-1", Given.tokenized());
    StageListener silent =
        new StageListener() {
          @Override
          public void done(long nanos) {}

          @Override
          public void deadLetter(io.clozeline.events.error.ErrorCode code) {}
        };
    return StageTopology.add(
        new Topology(),
        "stage",
        Topics.TEXTS,
        Topics.TOKENS,
        () -> new Stage<>("stage", logic, Topics.TOKENS, silent));
  }

  private static Properties config(Map<String, Object> client, Path state) {
    var config = new Properties();
    config.putAll(client);
    config.put("application.id", "early");
    config.put("processing.guarantee", "exactly_once_v2");
    config.put("replication.factor", "1");
    config.put("group.instance.id", "early-1");
    config.put("session.timeout.ms", "10000");
    config.put("state.dir", state.toString());
    return config;
  }

  private static void send(Map<String, Object> client) throws Exception {
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(client, bytes, bytes)) {
      byte[] value = Topics.TEXTS.codec().encode(Given.text());
      producer.send(new ProducerRecord<>(Topics.TEXTS.name(), Topic.key("review-1"), value)).get();
    }
  }

  private static byte[] awaitKey(Map<String, Object> client) {
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(client, bytes, bytes)) {
      var partition = new TopicPartition(Topics.TOKENS.name(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (true) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          return record.key();
        }
      }
    }
  }
}

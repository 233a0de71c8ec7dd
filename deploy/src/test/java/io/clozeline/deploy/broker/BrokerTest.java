package io.clozeline.deploy.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.deploy.chain.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {
  private static final int MEGABYTES = 5 * 1024 * 1024;

  @Test
  void keepsItsDataAndItsFormatAcrossARestart(@TempDir Path data) throws Exception {
    // Given
    int port = FreePorts.inARow(2);
    byte[] large = new byte[MEGABYTES];
    large[MEGABYTES - 1] = 7;
    Broker first = Broker.start(data, port, port + 1);
    try {
      write(port, large);
    } finally {
      first.close();
    }
    String format = Files.readString(data.resolve("meta.properties"));
    // When
    byte[] read;
    Broker second = Broker.start(data, port, port + 1);
    try {
      read = read(port);
    } finally {
      second.close();
    }
    // Then
    assertEquals(large.length, read.length);
    assertEquals(7, read[MEGABYTES - 1]);
    assertTrue(format.contains("cluster.id="));
    assertEquals(format, Files.readString(data.resolve("meta.properties")));
  }

  private static void write(int port, byte[] value) throws Exception {
    Map<String, Object> config = config(port);
    config.put("max.request.size", 2 * MEGABYTES);
    var bytes = new ByteArraySerializer();
    try (var admin = Admin.create(config);
        var producer = new KafkaProducer<>(config, bytes, bytes)) {
      admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get(20, TimeUnit.SECONDS);
      producer.send(new ProducerRecord<>("t", value)).get(20, TimeUnit.SECONDS);
    }
  }

  private static byte[] read(int port) {
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(config(port), bytes, bytes)) {
      var partition = new TopicPartition("t", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      for (int i = 0; i < 40; i++) {
        for (var record : consumer.poll(Duration.ofMillis(500))) {
          return record.value();
        }
      }
      throw new AssertionError("nothing was read");
    }
  }

  private static Map<String, Object> config(int port) {
    return new java.util.HashMap<>(Map.of("bootstrap.servers", "127.0.0.1:" + port));
  }
}

package io.clozeline.deploy.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.deploy.broker.Broker;
import io.clozeline.deploy.chain.FreePorts;
import io.clozeline.deploy.launch.TopicSetup;
import io.clozeline.events.Example;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The count must see each kind of fault: on a real broker that holds one of each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutcomesTest {
  private Broker broker;
  private String bootstrap;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    int port = FreePorts.inARow(2);
    broker = Broker.start(data, port, port + 1);
    bootstrap = "127.0.0.1:" + port;
    TopicSetup.create(bootstrap, 2);
    write();
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void seesWhatIsLostTwiceOutOfOrderAndFromNowhere() {
    // Given
    Map<Long, String> sent = Map.of(1L, "a", 2L, "a", 3L, "a", 4L, "b", 5L, "b", 6L, "c", 7L, "d");
    // When
    var count = new Outcomes(bootstrap).texts(sent);
    // Then
    assertEquals(6, count.annotations());
    assertEquals(2, count.deadLetters());
    assertEquals(1, count.lost(), "c");
    assertEquals(1, count.duplicated(), "4 was annotated and is a dead letter");
    assertEquals(1, count.reordered(), "2 came after 3");
    assertEquals(1, count.unexpected(), "nobody sent 99");
  }

  @Test
  void seesLabelsThatAreLostOrTwice() {
    // When
    var count = new Outcomes(bootstrap).labels("task", List.of("x", "y", "z"));
    // Then
    assertEquals(1, count.lost(), "z");
    assertEquals(1, count.duplicated(), "y");
  }

  private void write() {
    var bytes = new ByteArraySerializer();
    Map<String, Object> config =
        Map.of("bootstrap.servers", bootstrap, "transactional.id", "writer", "linger.ms", 0);
    try (var producer = new KafkaProducer<>(config, bytes, bytes)) {
      producer.initTransactions();
      producer.beginTransaction();
      String annotations = Topics.ANNOTATIONS.name();
      producer.send(record(annotations, 1, "a"));
      producer.send(record(annotations, 3, "a"));
      producer.send(record(annotations, 2, "a"));
      producer.send(record(annotations, 4, "b"));
      producer.send(record(annotations, 5, "b"));
      producer.send(record(annotations, 99, "a"));
      producer.send(record(Topics.TOKENS.deadLetters(), 4, "b"));
      producer.send(record(Topics.TEXTS.deadLetters(), 7, "d"));
      producer.send(record(Topics.EXAMPLES.name(), 1, Example.key("task", "x")));
      producer.send(record(Topics.EXAMPLES.name(), 1, Example.key("task", "y")));
      producer.send(record(Topics.EXAMPLES.name(), 2, Example.key("task", "y")));
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(record(annotations, 6, "c"));
      producer.flush();
      producer.abortTransaction(); // what was aborted never happened
    }
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, long at, String key) {
    return new ProducerRecord<>(topic, null, at, Topic.key(key), new byte[] {1});
  }
}

package io.clozeline.trainer;

import static io.clozeline.trainer.Fixtures.VOCABULARY;
import static io.clozeline.trainer.Fixtures.bytes;
import static io.clozeline.trainer.Fixtures.label;
import static io.clozeline.trainer.Fixtures.task;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.Example;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.stage.StageListener;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import io.clozeline.trainer.examples.Arrivals;
import io.clozeline.trainer.examples.ExampleMemory;
import io.clozeline.trainer.examples.MemoryNotReady;
import io.clozeline.trainer.examples.Tally;
import io.clozeline.trainer.intake.ExampleCheck;
import io.clozeline.trainer.intake.IntakeTopology;
import io.clozeline.trainer.intake.StreamsMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeRestartTest {
  private static final StageListener SILENT =
      new StageListener() {
        @Override
        public void done(long nanos) {}

        @Override
        public void deadLetter(ErrorCode code) {}
      };

  private final Task task = task("sentiment");

  @Test
  void offsetsAreKnownAfterARestartWithoutItsFolder(@TempDir Path first, @TempDir Path second) {
    // Given
    var broker = Broker.shared();
    broker.send(IntStream.range(0, 6).mapToObj(this::example).toList());
    broker.send(List.of(record("d0", null)));
    Tally before;
    try (var streams = start(broker, first)) {
      before = tally(streams, 5);
    }
    // When
    Tally after;
    try (var streams = start(broker, second)) {
      after = tally(streams, 5);
    }
    // Then
    assertEquals(before, after);
    assertEquals(2, after.fresh()); // offsets 4 and 5
    assertEquals(5, after.newest());
  }

  private ProducerRecord<byte[], byte[]> example(int n) {
    return record("d" + n, bytes(Fixtures.example(task, "d" + n, label(n))));
  }

  private ProducerRecord<byte[], byte[]> record(String id, byte[] value) {
    int partition = Example.partition("sentiment", Broker.PARTITIONS);
    byte[] key = Topic.key(Example.key("sentiment", id));
    return new ProducerRecord<>(Topics.EXAMPLES.name(), partition, key, value);
  }

  private static KafkaStreams start(Broker broker, Path folder) {
    var config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "restart");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.servers());
    config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 20);
    config.put(StreamsConfig.consumerPrefix("group.instance.id"), "one");
    var check = new ExampleCheck(VOCABULARY, () -> Broker.PARTITIONS);
    var topology = IntakeTopology.build(check, new Arrivals(System::nanoTime), SILENT);
    var streams = new KafkaStreams(topology, config);
    streams.start();
    return streams;
  }

  private Tally tally(KafkaStreams streams, int examples) {
    ExampleMemory memory = new StreamsMemory(streams);
    // The first five are five as well, before the erasure: the sixth must be there.
    Eventually.await(
        examples + " examples", Duration.ofSeconds(60), () -> complete(memory, examples));
    return Tally.of(memory, task, 3);
  }

  private boolean complete(ExampleMemory memory, int examples) {
    try {
      Tally tally = Tally.of(memory, task, 3);
      return tally.examples() == examples && tally.newest() == examples;
    } catch (MemoryNotReady wait) {
      return false;
    }
  }
}

package io.clozeline.heads.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.task.Reviews;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import io.clozeline.heads.answer.Given;
import io.clozeline.heads.answer.KnownTask;
import io.clozeline.heads.broker.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a broker shows: what was sent is known, from the disk and from the changelog. */
class ReviewRestartTest {
  private static final Task TASK =
      Given.task(Given.linear("no", "yes").definition().review(new Reviews(60, null, null)));

  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private int sent;

  @Test
  void whatWasSentIsKnownAfterARestartAndOnAnotherDisk(@TempDir Path disk, @TempDir Path newDisk) {
    try (var broker = Broker.start()) {
      // Given a text that is sent: of the first one nothing is known of the rate
      run(broker, disk, "d0");
      run(broker, disk, "d1");

      // When
      run(broker, disk, "d1");
      run(broker, newDisk, "d1");
      run(broker, newDisk, "d1");
      run(broker, newDisk, "d2");

      // Then it was sent once, though there was a budget for it each time, as there is for another
      assertEquals(List.of("d1", "d2"), reviewed(broker, 2));
    }
  }

  /** Starts the stream, sends a text, and stops hours after that is answered. */
  private void run(Broker broker, Path disk, String id) {
    KafkaStreams streams = stream(broker, disk);
    streams.start();
    try {
      var text = Given.text(TASK, GivenLogic.ADAPTER, Given.mask(1, id.charAt(1)));
      broker.send(Topics.ENCODINGS.record(id, Given.named(id, text)));
      sent++;
      broker.read(Topics.ANNOTATIONS.name(), sent);
    } finally {
      streams.close();
    }
    now = now.plus(Duration.ofHours(10));
  }

  private static List<String> reviewed(Broker broker, int count) {
    return broker.read(Topics.REVIEW.name(), count).stream().map(r -> Topic.key(r.key())).toList();
  }

  private KafkaStreams stream(Broker broker, Path disk) {
    var config = new Properties();
    config.put("application.id", "heads-review-restart");
    config.put("bootstrap.servers", broker.servers());
    config.put("state.dir", disk.toString());
    config.put("processing.guarantee", "exactly_once_v2");
    config.put("commit.interval.ms", 20);
    config.put("group.instance.id", "heads-1");
    config.put("rocksdb.config.setter", SmallStores.class);
    config.put("auto.offset.reset", "earliest");
    var logic = new GivenLogic(Map.of(TASK.name(), new KnownTask(TASK, null)));
    var reviewing = new Reviewing(() -> 1, () -> now, new HeardReviews());
    return new KafkaStreams(HeadsTopology.build(logic::of, reviewing, new HeardOutcomes()), config);
  }
}

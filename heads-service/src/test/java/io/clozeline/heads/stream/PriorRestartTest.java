package io.clozeline.heads.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.Annotation;
import io.clozeline.events.EncodedText;
import io.clozeline.events.task.Calibration;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topics;
import io.clozeline.heads.answer.Given;
import io.clozeline.heads.answer.KnownTask;
import io.clozeline.heads.answer.TinyModel;
import io.clozeline.heads.broker.Broker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a broker shows: the prior is there again, from the disk and from the changelog. */
class PriorRestartTest {
  private static final Task TASK = Given.prompted(Calibration.ONLINE, "{text} It was [MASK].");

  private KnownTask known;
  private int sent;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    known = KnownTask.of(TASK, TinyModel.lm(folder));
  }

  @Test
  void thePriorSurvivesARestartAndALostDisk(@TempDir Path disk, @TempDir Path newDisk) {
    try (var broker = Broker.start()) {
      // Given a stream in which "good" always wins
      lastLabel(broker, disk, 20, Given.mask(4, 8));

      // When
      String restarted = lastLabel(broker, disk, 1, Given.mask(4, 5));
      String moved = lastLabel(broker, newDisk, 1, Given.mask(4, 5));

      // Then "good" winning by less than usual is a no; a fresh prior says yes
      assertEquals("negative", restarted);
      assertEquals("negative", moved);
    }
  }

  /** Starts the stream, sends {@code count} texts and stops it once they are answered. */
  private String lastLabel(Broker broker, Path disk, int count, float[][] mask) {
    KafkaStreams streams = stream(broker, disk);
    streams.start();
    try {
      send(broker, count, mask);
      sent += count;
      var last = broker.read(Topics.ANNOTATIONS.name(), sent).get(sent - 1);
      Annotation annotation = Topics.ANNOTATIONS.codec().decode(last.value());
      return annotation.label();
    } finally {
      streams.close();
    }
  }

  private KafkaStreams stream(Broker broker, Path disk) {
    var config = new Properties();
    config.put("application.id", "heads-restart");
    config.put("bootstrap.servers", broker.servers());
    config.put("state.dir", disk.toString());
    config.put("processing.guarantee", "exactly_once_v2");
    config.put("commit.interval.ms", 20);
    config.put("group.instance.id", "heads-1");
    config.put("rocksdb.config.setter", SmallStores.class);
    config.put("auto.offset.reset", "earliest");
    var logic = new GivenLogic(Map.of(TASK.name(), known));
    return new KafkaStreams(
        HeadsTopology.build(logic::of, GivenLogic.reviewing(), new HeardOutcomes()), config);
  }

  private static void send(Broker broker, int count, float[][] mask) {
    EncodedText text = Given.text(TASK, null, mask);
    for (int i = 0; i < count; i++) {
      broker.send(Topics.ENCODINGS.record(text.id(), text));
    }
  }
}

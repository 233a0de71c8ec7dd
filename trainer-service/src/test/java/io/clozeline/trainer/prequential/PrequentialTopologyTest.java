package io.clozeline.trainer.prequential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Evaluation;
import io.clozeline.events.Shadow;
import io.clozeline.events.Trial;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.stage.StageListener;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrequentialTopologyTest {
  @TempDir Path state;
  private final List<ErrorCode> codes = new ArrayList<>();
  private final List<Evaluation> heard = new ArrayList<>();
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> trials;
  private TestOutputTopic<byte[], byte[]> evaluations;

  @BeforeEach
  void open() {
    var config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    var listener =
        new StageListener() {
          @Override
          public void done(long nanos) {}

          @Override
          public void deadLetter(ErrorCode code) {
            codes.add(code);
          }
        };
    driver =
        new TopologyTestDriver(
            PrequentialTopology.add(new Topology(), heard::add, listener), config);
    trials =
        driver.createInputTopic(
            Topics.TRIALS.name(), new ByteArraySerializer(), new ByteArraySerializer());
    evaluations =
        driver.createOutputTopic(
            Topics.EVALUATIONS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void tellsTheFiguresOfTheWindowOfTheReleaseAndFading() {
    // When
    test("a", "one", 0);
    test("b", "one", 1);
    test("c", "two", 1);
    Evaluation last = test("d", "two", 1);
    // Then
    assertEquals(4, last.prequential().windowSize());
    assertEquals(0.75, last.prequential().window(), 1e-9);
    assertEquals(1, last.prequential().release());
    assertEquals(2, last.prequential().releaseSize());
    assertTrue(last.prequential().fading() > 0.75, "the first one fades");
    assertEquals(heard.get(3), last);
  }

  @Test
  void theWindowForgetsWhatIsOld() {
    // Given
    for (int i = 0; i < Prequential.WINDOW; i++) {
      test("old-" + i, null, 0);
    }
    // When
    Evaluation last = null;
    for (int i = 0; i < Prequential.WINDOW; i++) {
      last = test("new-" + i, null, 1);
    }
    // Then
    assertEquals(1, last.prequential().window());
    assertEquals(Prequential.WINDOW, last.prequential().windowSize());
    assertEquals(0.5, last.prequential().release(), 1e-9);
  }

  @Test
  void aCorrectedLabelTakesThePlaceOfTheFirst() {
    // Given
    test("a", "one", 0);
    test("b", "one", 1);
    // When
    Evaluation corrected = test("a", "one", 1);
    // Then
    assertEquals(2, corrected.prequential().windowSize());
    assertEquals(1, corrected.prequential().window());
    assertEquals(1, corrected.prequential().release());
    assertEquals(2, corrected.prequential().releaseSize());
  }

  @Test
  void saysWhenAnswersHaveBecomeWorseAndNotWhenBetter() {
    // Given
    for (int i = 0; i < 300; i++) {
      assertNull(test("good-" + i, null, i % 10 == 0 ? 0 : 1).drift());
    }
    // When
    int alarms = 0;
    for (int i = 0; i < 200; i++) {
      alarms += test("bad-" + i, null, i % 2).drift() == null ? 0 : 1;
    }
    // Then
    assertTrue(alarms > 0);
    for (int i = 0; i < 500; i++) {
      assertNull(test("well-" + i, null, 1).drift());
    }
  }

  @Test
  void remembersWhenTheAlarmWas() {
    // Given
    var figures = new Prequential();
    var now = Instant.parse("2026-01-02T03:04:05Z");
    for (int i = 0; i < 300; i++) {
      figures.add(trial("good-" + i, null, 1), now);
    }
    assertNull(figures.alarmed());
    // When
    for (int i = 0; i < 200; i++) {
      figures.add(trial("bad-" + i, null, 0), now.plusSeconds(i));
    }
    // Then
    var codec = new PrequentialCodec();
    Instant alarmed = codec.decode(codec.encode(figures)).alarmed();
    assertTrue(alarmed.isAfter(now), "after some of them");
    assertEquals(figures.alarmed(), alarmed);
  }

  @Test
  void remembersWhatAChampionAndAChallengerMadeOfTheSameDocuments() {
    // Given
    var figures = new Prequential();
    var now = Instant.parse("2026-01-02T03:04:05Z");
    // When
    figures.add(shadowed("a", "one", "two", 0), now);
    figures.add(shadowed("b", "one", "two", 1), now);
    figures.add(shadowed("a", "one", "two", 1), now); // the label was corrected
    figures.add(shadowed("c", "one", "three", 1), now);
    figures.add(trial("d", "one", 1), now);
    // Then
    var codec = new PrequentialCodec();
    var kept = codec.decode(codec.encode(figures));
    assertEquals(
        List.of(1.0, 1.0), kept.pairs("one", "two").stream().map(Pair::challenger).toList());
    assertEquals(1, kept.pairs("one", "three").size());
    assertEquals(List.of(), kept.pairs(null, "two"));
    assertEquals(List.of(), figures.pairs("three", "one"));
  }

  @Test
  void onlyTheNewestPairsAreRemembered() {
    // Given
    var figures = new Prequential();
    var now = Instant.parse("2026-01-02T03:04:05Z");
    // When
    for (int i = 0; i < 250; i++) {
      figures.add(shadowed("a" + i, "one", "two", i < 100 ? 0 : 1), now);
    }
    // Then
    List<Pair> pairs = figures.pairs("one", "two");
    assertEquals(200, pairs.size());
    assertEquals(150, pairs.stream().mapToDouble(Pair::challenger).sum());
    // And when others follow
    for (String challenger : List.of("three", "four", "five")) {
      figures.add(shadowed("x", "one", challenger, 1), now);
    }
    // Then
    assertEquals(List.of(), figures.pairs("one", "two"));
  }

  @Test
  void anEvaluationSaysWhatAChallengerSaid() {
    // When
    trials.pipeInput(
        Topic.key("sentiment"), Topics.TRIALS.codec().encode(shadowed("a", "one", "two", 0.5)));
    // Then
    Evaluation said = Topics.EVALUATIONS.codec().decode(evaluations.readValue());
    assertEquals(new Shadow("two", 0.5), said.shadow());
    assertEquals(1, said.agreement());
  }

  private static Trial shadowed(String id, String champion, String challenger, double agreement) {
    return new Trial(
        id, "sentiment", "v", champion, 1, "positive", 1, 2, new Shadow(challenger, agreement));
  }

  @Test
  void anUnreadableTrialIsADeadLetterAndTasksAreApart() {
    // When
    trials.pipeInput(Topic.key("sentiment"), new byte[] {7});
    trials.pipeInput(Topic.key("other"), Topics.TRIALS.codec().encode(trial("a", null, 1)));
    Evaluation good = test("a", null, 1);
    // Then
    assertEquals(List.of(ErrorCode.MALFORMED_BINARY, ErrorCode.KEY_MISMATCH), codes);
    assertEquals(1, good.prequential().windowSize());
  }

  private Evaluation test(String id, String adapter, double agreement) {
    trials.pipeInput(
        Topic.key("sentiment"), Topics.TRIALS.codec().encode(trial(id, adapter, agreement)));
    return Topics.EVALUATIONS.codec().decode(evaluations.readValue());
  }

  private static Trial trial(String id, String adapter, double agreement) {
    return new Trial(id, "sentiment", "v", adapter, agreement, "positive", 1, 2);
  }
}

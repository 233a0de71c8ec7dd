package io.clozeline.trainer.trial;

import static io.clozeline.trainer.Fixtures.definition;
import static io.clozeline.trainer.Fixtures.task;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Annotation;
import io.clozeline.events.Feedback;
import io.clozeline.events.Shadow;
import io.clozeline.events.Trial;
import io.clozeline.events.task.Learning;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

class TrialTopologyTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration KEEP = Duration.ofHours(24);

  @TempDir Path state;
  private final Map<String, Task> tasks = Map.of("sentiment", task(shadowed()));
  private final Heard heard = new Heard();
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> annotations;
  private TestInputTopic<byte[], byte[]> shadows;
  private TestInputTopic<byte[], byte[]> feedback;
  private TestOutputTopic<byte[], byte[]> trials;

  private static final class Heard implements TrialListener {
    private int tested;
    private int waiting;
    private int unusable;

    @Override
    public void tested() {
      tested++;
    }

    @Override
    public void waits() {
      waiting++;
    }

    @Override
    public void unusable() {
      unusable++;
    }
  }

  @BeforeEach
  void open() {
    var config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    driver =
        new TopologyTestDriver(
            TrialTopology.add(new Topology(), KEEP, tasks::get, heard), config, NOW);
    var write = new ByteArraySerializer();
    var read = new ByteArrayDeserializer();
    annotations = driver.createInputTopic(Topics.ANNOTATIONS.name(), write, write);
    shadows = driver.createInputTopic(Topics.SHADOWS.name(), write, write);
    feedback = driver.createInputTopic(Topics.FEEDBACK.name(), write, write);
    trials = driver.createOutputTopic(Topics.TRIALS.name(), read, read);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void aLabelTestsTheAnswerThatWasServed() {
    // Given
    serve("a", "positive", "adapter-1", -60);
    // When
    label("a", "negative", -10);
    // Then
    Trial trial = read();
    assertEquals("sentiment", trial.task());
    assertEquals("adapter-1", trial.adapter());
    assertEquals(0, trial.agreement());
    assertEquals("negative", trial.slice());
    assertEquals(NOW.minusSeconds(60).toEpochMilli() + 100, trial.served());
    assertEquals(NOW.minusSeconds(10).toEpochMilli(), trial.labelled());
    assertEquals(1, heard.tested);
  }

  @Test
  void aLabelThatIsReadFirstWaitsForItsAnswer() {
    // Given
    label("a", "positive", -10);
    assertTrue(trials.isEmpty());
    // When
    serve("a", "positive", null, -60);
    serve("a", "positive", null, -60);
    // Then
    assertEquals(1, read().agreement());
    assertTrue(trials.isEmpty(), "it is tested once");
    assertEquals(1, heard.waiting);
  }

  @Test
  void anAnswerThatMayKnowTheLabelIsNotTested() {
    // Given
    label("a", "positive", -60);
    // When
    serve("a", "positive", "adapter-1", -10);
    // Then
    assertTrue(trials.isEmpty());
  }

  @Test
  void aLabelTestsTheChallengerThatRodeAlong() {
    // Given
    serve("a", "positive", "adapter-1", -60);
    shadow("a", "negative", "adapter-2", -60);
    shadow("b", "negative", "adapter-2", -60);
    // When
    label("a", "negative", -10);
    // Then
    Trial trial = read();
    assertEquals("adapter-1", trial.adapter());
    assertEquals(0, trial.agreement());
    assertEquals(new Shadow("adapter-2", 1), trial.shadow());
  }

  @Test
  void aChallengerAloneOrAfterTheLabelTestsNothing() {
    // Given
    shadow("a", "negative", "adapter-2", -60);
    label("a", "negative", -50);
    assertTrue(trials.isEmpty());
    serve("b", "negative", "adapter-1", -60);
    shadow("b", "negative", "adapter-2", -5);
    // When
    label("b", "negative", -10);
    // Then
    assertNull(read().shadow());
  }

  @Test
  void aChallengersAnswerThatIsReadAfterTheLabelIsTestedOnIt() {
    // Given
    serve("a", "positive", "adapter-1", -60);
    label("a", "negative", -10);
    assertNull(read().shadow());
    // When
    shadow("a", "negative", "adapter-2", -60);
    shadow("a", "negative", "adapter-2", -60);
    // Then
    Trial again = read();
    assertEquals(new Shadow("adapter-2", 1), again.shadow());
    assertEquals("adapter-1", again.adapter());
    assertEquals(0, again.agreement());
    assertEquals(1, heard.tested);
  }

  @Test
  void anErasedLabelTestsNoChallenger() {
    // Given
    serve("a", "positive", "adapter-1", -60);
    label("a", "negative", -10);
    say(Feedback.erasure("a", "sentiment"), -5);
    assertNull(read().shadow());
    // When
    shadow("a", "negative", "adapter-2", -60);
    // Then
    assertTrue(trials.isEmpty());
  }

  @Test
  void anErasureForgetsTheChallengersAnswer() {
    // Given
    serve("a", "positive", "adapter-1", -60);
    shadow("a", "positive", "adapter-2", -60);
    say(Feedback.erasure("a", "sentiment"), -50);
    // When
    serve("a", "positive", "adapter-1", -40);
    label("a", "positive", -10);
    // Then
    assertNull(read().shadow());
  }

  @Test
  void theNewestAnswerBeforeTheLabelCounts() {
    // Given
    serve("a", "negative", "one", -60);
    serve("a", "positive", "two", -50);
    serve("a", "negative", "three", -5);
    // When
    label("a", "positive", -10);
    // Then
    assertEquals("two", read().adapter());
  }

  @Test
  void whatIsOldIsForgotten() {
    // Given
    serve("a", "positive", null, -10);
    // When
    driver.advanceWallClockTime(KEEP.plusHours(1));
    label("a", "positive", (int) KEEP.toSeconds());
    // Then
    assertTrue(trials.isEmpty());
  }

  @Test
  void anErasureForgetsAnswerAndLabel() {
    // Given
    serve("a", "positive", null, -60);
    label("b", "positive", -30);
    // When
    say(Feedback.erasure("a", "sentiment"), -20);
    say(Feedback.erasure("b", "sentiment"), -20);
    label("a", "positive", -10);
    serve("b", "positive", null, -60);
    // Then
    assertTrue(trials.isEmpty());
  }

  @Test
  void whatCannotBeTestedIsPassedOverAndNothingElseSuffers() {
    // Given
    serve("a", "positive", null, -60);
    serve("b", "positive", null, -60);
    // When
    annotations.pipeInput(Topic.key("x"), "no json".getBytes(UTF_8), NOW);
    feedback.pipeInput(Topic.key("x"), null, NOW);
    label("a", "no-label-of-the-task", -10);
    say(Feedback.label("b", "no-such-task", "positive", null, null), -10);
    label("b", "positive", -10);
    // Then
    assertEquals("b", read().id());
    assertTrue(trials.isEmpty());
    assertEquals(3, heard.unusable);
  }

  @Test
  void aTextFromTheFutureDoesNotPushOutTheOthers() {
    // Given
    serve("a", "positive", null, -60);
    // When
    serve("z", "positive", null, 400 * 24 * 3600);
    label("a", "positive", -10);
    // Then
    assertEquals("a", read().id());
  }

  @Test
  void theBaseModelsAnswersCountAsItsOwn() {
    // Given
    serve("a", "positive", null, -60);
    // When
    say(
        new Feedback("a", "sentiment", "positive", null, null, "ada", NOW.minusSeconds(20), null),
        -1);
    // Then
    Trial trial = read();
    assertNull(trial.adapter());
    assertEquals(NOW.minusSeconds(20).toEpochMilli(), trial.labelled());
  }

  private static TaskDefinition shadowed() {
    Learning learning = Learning.DEFAULT.change().shadow(0.5).done();
    return definition("sentiment", 4).learning(learning);
  }

  private void serve(String id, String label, String adapter, int seconds) {
    annotations.pipeInput(
        Topic.key(id),
        Topics.ANNOTATIONS.codec().encode(said(id, label, adapter)),
        NOW.plusSeconds(seconds));
  }

  private void shadow(String id, String label, String adapter, int seconds) {
    shadows.pipeInput(
        Topic.key(id),
        Topics.SHADOWS.codec().encode(said(id, label, adapter)),
        NOW.plusSeconds(seconds));
  }

  private static Annotation said(String id, String label, String adapter) {
    return new Annotation(
        id,
        "sentiment",
        "classification",
        label,
        null,
        null,
        null,
        false,
        3,
        1,
        new Annotation.Model("base", "tokenizer", "version", adapter, null),
        new Annotation.Latencies(20, 70, 10, 100));
  }

  private void label(String id, String label, int seconds) {
    say(Feedback.label(id, "sentiment", label, null, null), seconds);
  }

  private void say(Feedback said, int seconds) {
    feedback.pipeInput(
        Topic.key(said.id()), Topics.FEEDBACK.codec().encode(said), NOW.plusSeconds(seconds));
  }

  /** The only trial that came out. */
  private Trial read() {
    List<byte[]> all = trials.readValuesToList();
    assertEquals(1, all.size());
    return Topics.TRIALS.codec().decode(all.get(0));
  }
}

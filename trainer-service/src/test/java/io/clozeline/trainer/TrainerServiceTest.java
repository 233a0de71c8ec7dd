package io.clozeline.trainer;

import static io.clozeline.trainer.Fixtures.bytes;
import static io.clozeline.trainer.Fixtures.definition;
import static io.clozeline.trainer.Fixtures.example;
import static io.clozeline.trainer.Fixtures.label;
import static io.clozeline.trainer.Fixtures.task;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.events.Example;
import io.clozeline.events.Release;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import io.clozeline.trainer.engine.FakeEngine;
import io.clozeline.trainer.examples.Arrivals;
import io.clozeline.trainer.examples.ExampleMemory;
import io.clozeline.trainer.gate.Gate;
import io.clozeline.trainer.plan.Pace;
import io.clozeline.trainer.plan.Planner;
import io.clozeline.trainer.policy.Policy;
import io.clozeline.trainer.prequential.Figures;
import io.clozeline.trainer.run.Catalogue;
import io.clozeline.trainer.run.Challenge;
import io.clozeline.trainer.run.Curricula;
import io.clozeline.trainer.run.Deference;
import io.clozeline.trainer.run.HeardRuns;
import io.clozeline.trainer.run.Outlook;
import io.clozeline.trainer.run.Probation;
import io.clozeline.trainer.run.Publication;
import io.clozeline.trainer.run.Run;
import io.clozeline.trainer.run.Shadowing;
import io.clozeline.trainer.run.Standings;
import io.clozeline.trainer.run.TrainingLoop;
import io.clozeline.trainer.unlabelled.UnlabelledTexts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class TrainerServiceTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Inject Catalogue catalogue;
  @Inject ExampleMemory memory;
  @Inject Publication publication;

  private final Broker broker =
      Broker.at(ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));

  @BeforeEach
  void ready() {
    Eventually.await("ready", LIMIT, () -> given().get("/q/health/ready").statusCode() == 200);
  }

  @Test
  void trainsPublishesAndTells() {
    // Given
    Task task = define("told");
    // When
    give(task, 0, 4);
    awaitReleases(task, 1);
    // Then
    Release release = releases(task).get(0);
    assertEquals(4, release.examples());
    assertEquals(release.digest(), AdapterFile.digest(adapter(release.digest())));
    given()
        .get("/info")
        .then()
        .statusCode(200)
        .body("tasks.find { it.task == 'told' }.examples", equalTo(4))
        .body("tasks.find { it.task == 'told' }.labels.positive", equalTo(2))
        .body("tasks.find { it.task == 'told' }.verdict", equalTo("nothing-new"))
        .body("tasks.find { it.task == 'told' }.release.digest", equalTo(release.digest()))
        .body("run", nullValue());
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("clozeline_trainer_runs_total{outcome=\"published\"}"))
        .body(containsString("clozeline_trainer_runs_total{outcome=\"failed\"}"))
        .body(containsString("clozeline_trainer_examples{task=\"told\"} 4.0"))
        .body(containsString("clozeline_trainer_dead_letters_total{code=\"key-mismatch\"}"))
        .body(containsString("clozeline_trainer_step"))
        .body(containsString("clozeline_trainer_loss"))
        .body(containsString("clozeline_trainer_training_seconds_count"))
        .body(
            containsString(
                "clozeline_trainer_release{digest=\""
                    + release.digest().substring(0, 12)
                    + "\",task=\"told\"} 1.0"));
    given().get("/q/health/live").then().statusCode(200);
    given().get("/q/health/started").then().statusCode(200);
  }

  @Test
  void neverPublishesTwiceForTheSameExamples() {
    // Given
    Task task = define("once");
    give(task, 0, 4);
    awaitReleases(task, 1);
    // When
    try (var restarted = anotherLoop()) {
      restarted.start();
      Eventually.pause(Duration.ofSeconds(1));
      give(task, 4, 8);
      awaitReleases(task, 2);
      Eventually.pause(Duration.ofSeconds(1));
    }
    // Then
    assertEquals(List.of(4, 8), releases(task).stream().map(Release::examples).toList());
    assertEquals(releases(task).get(0).digest(), releases(task).get(1).previous());
  }

  @Test
  void aMalformedExampleIsADeadLetterAndTheOthersGoOn() {
    // Given
    Task task = define("mixed");
    broker.send(List.of(record(task, "bad", new byte[] {1, 2, 3})));
    // When
    give(task, 0, 4);
    awaitReleases(task, 1);
    // Then
    assertEquals(4, releases(task).get(0).examples());
    var letters = broker.read(Topics.EXAMPLES.deadLetters());
    assertEquals(1, letters.size());
    assertArrayEquals(new byte[] {1, 2, 3}, letters.get(0).value());
  }

  private TrainingLoop anotherLoop() {
    var arrivals = new Arrivals(System::nanoTime);
    var standings =
        new Standings(
            new Policy(Duration.ZERO, Duration.ZERO),
            arrivals,
            UnlabelledTexts.NONE,
            Figures.NONE,
            Clock.systemUTC());
    var heard = new HeardRuns();
    var outlook = new Outlook(memory, arrivals, heard, Duration.ZERO, System::nanoTime);
    var own = new FakeEngine();
    var planner = new Planner(Pace.MEASURED);
    var run =
        new Run(
            own,
            planner,
            Curricula.of(own, planner, UnlabelledTexts.NONE),
            new Challenge(own, digest -> Optional.empty(), Gate.MEASURED),
            memory,
            publication,
            Deference.NEVER,
            heard,
            Clock.systemUTC());
    var challenge = new Challenge(own, digest -> Optional.empty(), Gate.MEASURED);
    var curriculum = Curricula.of(own, planner, UnlabelledTexts.NONE);
    var probation =
        new Probation(Figures.NONE, memory, curriculum, challenge, publication, Clock.systemUTC());
    var shadowing = new Shadowing(Figures.NONE, Gate.MEASURED, publication, Clock.systemUTC());
    return new TrainingLoop(
        catalogue,
        memory,
        outlook,
        standings,
        own,
        run,
        probation,
        shadowing,
        Duration.ofMinutes(1));
  }

  private Task define(String name) {
    broker.send(List.of(Topics.TASKS.record(name, definition(name))));
    Eventually.await("the task", LIMIT, () -> catalogue.tasks().containsKey(name));
    return task(name);
  }

  private void give(Task task, int from, int to) {
    broker.send(
        IntStream.range(from, to)
            .mapToObj(n -> record(task, "d" + n, bytes(example(task, "d" + n, label(n)))))
            .toList());
  }

  private static ProducerRecord<byte[], byte[]> record(Task task, String id, byte[] value) {
    int partition = Example.partition(task.name(), Broker.PARTITIONS);
    byte[] key = Topic.key(Example.key(task.name(), id));
    return new ProducerRecord<>(Topics.EXAMPLES.name(), partition, key, value);
  }

  private void awaitReleases(Task task, int count) {
    Eventually.await(count + " releases", LIMIT, () -> releases(task).size() >= count);
  }

  private List<Release> releases(Task task) {
    return broker.values(Topics.RELEASES).stream()
        .filter(release -> release.task().equals(task.name()))
        .toList();
  }

  private byte[] adapter(String digest) {
    return broker.read(Topics.ADAPTERS.name()).stream()
        .filter(record -> digest.equals(Topic.key(record.key())))
        .findFirst()
        .orElseThrow()
        .value();
  }
}

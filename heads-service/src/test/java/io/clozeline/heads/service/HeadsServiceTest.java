package io.clozeline.heads.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.clozeline.bert.adapter.AdapterConfig;
import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.method.lora.LoraKey;
import io.clozeline.events.Annotation;
import io.clozeline.events.EncodedText;
import io.clozeline.events.Release;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.task.Reviews;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topics;
import io.clozeline.heads.answer.Given;
import io.clozeline.heads.answer.TinyModel;
import io.clozeline.heads.broker.Broker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The wiring, against a real broker: everything else is tested without Quarkus. */
@QuarkusTest
@QuarkusTestResource(HeadsEnvironment.class)
class HeadsServiceTest {
  Broker broker;

  @ConfigProperty(name = "quarkus.kafka-streams.topics")
  List<String> awaited;

  @Test
  void theStartWaitsForTheTopicsThatItNeeds() {
    assertEquals(
        Set.of(
            Topics.ENCODINGS.name(),
            Topics.ENCODINGS.deadLetters(),
            Topics.ANNOTATIONS.name(),
            Topics.SHADOWS.name(),
            Topics.REVIEW.name(),
            Topics.TASKS.name(),
            Topics.ADAPTERS.name(),
            Topics.RELEASES.name()),
        Set.copyOf(awaited));
  }

  @Test
  void textsAreAnsweredAndTheirModelsShown() throws InterruptedException {
    // Given a task, redefined since its first text was tokenized, and a trained head for it
    Task old = Given.linear("no", "yes");
    Task now = Given.linear("no", "yes", "maybe");
    var asked = new Reviews(60, null, null);
    for (Task task : List.of(old, now)) {
      broker.send(Topics.TASKS.record(task.name(), task.definition().review(asked)));
    }
    byte[] adapter = adapter(old);
    String digest = AdapterFile.digest(adapter);
    broker.send(Topics.ADAPTERS.record(digest, adapter));
    broker.send(Topics.ADAPTERS.record("damaged", new byte[] {1, 2, 3}));
    var release = new Release(old.name(), digest, null, null, "test", 16, 0, Instant.EPOCH);
    broker.send(Topics.RELEASES.record(old.name(), release));

    // When
    send(Given.text(old, digest, Given.mask(0, 5)));
    send(Given.text(now, null, Given.mask(0, 5)));
    send(Given.text(old, "damaged", Given.mask(0, 5)));
    send(Given.text(Given.cloze(3), null, Given.mask(0, 5)));
    broker.send(new ProducerRecord<>(Topics.ENCODINGS.name(), new byte[] {1}, new byte[] {2}));

    // Then
    var annotations = broker.read(Topics.ANNOTATIONS.name(), 2);
    Annotation trained = Topics.ANNOTATIONS.codec().decode(annotations.get(0).value());
    Annotation untrained = Topics.ANNOTATIONS.codec().decode(annotations.get(1).value());
    assertEquals("yes", trained.label());
    assertEquals(digest, trained.model().head());
    assertNull(untrained.label());
    assertEquals(3, untrained.scores().size());
    assertEquals(
        List.of(ErrorCode.ADAPTER_MISSING, ErrorCode.UNKNOWN_TASK, ErrorCode.MALFORMED_BINARY),
        broker.read(Topics.ENCODINGS.deadLetters(), 3).stream()
            .map(record -> DeadLetter.of(record).code())
            .toList());
    given().get("/q/health/ready").then().statusCode(200);
    given().get("/q/health/live").then().statusCode(200);
    given().get("/q/health/started").then().statusCode(200);
    given()
        .get("/info")
        .then()
        .body("model.name", is("tiny"))
        .body("tasks.linear", is(now.version()))
        .body("releases.linear", is(digest))
        .body("adapters", is(1));
    given()
        .get("/q/metrics")
        .then()
        .body(containsString("clozeline_heads_stage_seconds_count 2.0"))
        .body(containsString("clozeline_heads_dead_letters_total{code=\"unknown-task\"} 1.0"))
        .body(containsString("clozeline_heads_dead_letters_total{code=\"invalid-json\"} 0.0"))
        .body(containsString("clozeline_heads_reviews_total{task=\"linear\"} 0.0"))
        .body(containsString("clozeline_heads_review_budget{task=\"linear\"} "))
        .body(containsString("clozeline_heads_review_threshold{task=\"linear\"} "))
        .body(containsString("clozeline_heads_release{digest=\"" + digest.substring(0, 12)));
  }

  private void send(EncodedText text) {
    broker.send(Topics.ENCODINGS.record(text.id(), text));
  }

  private static byte[] adapter(Task task) {
    int hidden = TinyModel.HIDDEN;
    var config =
        new AdapterConfig(
            "tiny",
            Given.BASE,
            task.name(),
            new Lora(1, 1, List.of(Target.QUERY)),
            task.definition().labels(),
            false);
    var query = new LoraKey(0, Target.QUERY);
    return AdapterFile.write(
        config,
        TinyModel.INFO,
        Map.of(Lora.a(query), new float[hidden], Lora.b(query), new float[hidden]),
        Given.identity("no", "yes").classifier());
  }
}

package io.clozeline.tokenizer.service;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.Feedback;
import io.clozeline.events.Text;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.topic.Topics;
import io.clozeline.tokenizer.TestModel;
import io.clozeline.tokenizer.TestTasks;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The wiring: what only the whole service against a broker shows. */
@QuarkusTest
@QuarkusTestResource(Broker.class)
class TokenizerServiceTest {
  private static final byte[] SENTIMENT = TestTasks.bytes(TestTasks.SENTIMENT);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  private Client client;

  @BeforeEach
  void awaitReady() throws InterruptedException {
    client = new Client(servers);
    for (int i = 0; i < 600 && get("/q/health/ready").statusCode() != 200; i++) {
      Thread.sleep(100);
    }
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void isStartedLiveAndReady() {
    get("/q/health/started").then().statusCode(200);
    get("/q/health/live").then().statusCode(200);
    get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.data.streams", hasItem("RUNNING"))
        .body("checks.data.tasksRead", hasItem(true));
  }

  @Test
  void aTextIsTokenizedRightAfterItsTaskWasDefined() {
    // When
    client.send(Topics.TASKS, "sentiment", SENTIMENT);
    client.send(Topics.TEXTS, "t1", text("t1", "sentiment"));

    // Then
    TokenizedText tokens = tokens("t1");
    assertEquals(TestModel.DIGEST, tokens.tokenizer());
    assertEquals(2, tokens.sequences().size());
    get("/info")
        .then()
        .body("model", equalTo("bert-base-uncased"))
        .body("tokenizer", equalTo(TestModel.DIGEST))
        .body("tasks.name", hasItem("sentiment"));
  }

  @Test
  void feedbackBecomesAnExample() {
    // Given
    client.send(Topics.TASKS, "sentiment", SENTIMENT);

    // When
    var feedback = Feedback.label("f1", "sentiment", "positive", "Fine.", null);
    client.send(Topics.FEEDBACK, "f1", Topics.FEEDBACK.codec().encode(feedback));

    // Then
    var record = client.await(Topics.EXAMPLES.name(), "sentiment/f1", 1).get(0);
    assertEquals("positive", Topics.EXAMPLES.codec().decode(record.value()).label());
  }

  @Test
  void feedbackThatOnlyNamesItsDocumentFindsItsText() {
    // Given
    client.send(Topics.TASKS, "sentiment", SENTIMENT);
    client.send(Topics.TEXTS, "named", text("named", "sentiment"));
    client.await(Topics.TOKENS.name(), "named", 1);

    // When
    var feedback = Feedback.label("named", "sentiment", "positive", null, null);
    client.send(Topics.FEEDBACK, "named", Topics.FEEDBACK.codec().encode(feedback));

    // Then
    var record = client.await(Topics.EXAMPLES.name(), "sentiment/named", 1).get(0);
    assertEquals("positive", Topics.EXAMPLES.codec().decode(record.value()).label());
  }

  @Test
  void aRefusedDefinitionLeavesTheOneBeforeInPlace() {
    // Given
    String good = TestTasks.SENTIMENT.replace("\"sentiment\"", "\"mine\"");
    client.send(Topics.TASKS, "mine", TestTasks.bytes(good));
    client.send(Topics.TEXTS, "before", text("before", "mine"));
    String version = tokens("before").taskVersion();

    // When
    client.send(Topics.TASKS, "mine", TestTasks.bytes(good.replace("great", "a b c d e f g h i")));

    // Then
    DeadLetter letter = DeadLetter.of(client.await(Topics.TASKS.deadLetters(), "mine", 1).get(0));
    assertEquals(ErrorCode.TASK_REFUSED, letter.code());
    assertArrayEquals(
        TestTasks.bytes(good), client.await(Topics.TASKS.name(), "mine", 3).get(2).value());
    client.send(Topics.TEXTS, "after", text("after", "mine"));
    assertEquals(version, tokens("after").taskVersion());
    get("/q/metrics")
        .then()
        .body(containsString("clozeline_tokenizer_dead_letters_total{code=\"task-refused\"} 1.0"))
        .body(containsString("clozeline_tokenizer_dead_letters_total{code=\"internal\"} 0.0"))
        .body(containsString("clozeline_tokenizer_stage_seconds_count{stage=\"tokenizer\"}"));
  }

  @Test
  void aBadTextIsADeadLetter() {
    // When
    client.send(Topics.TEXTS, "bad", text("bad", "nonsense"));

    // Then
    DeadLetter letter = DeadLetter.of(client.await(Topics.TEXTS.deadLetters(), "bad", 1).get(0));
    assertEquals(ErrorCode.UNKNOWN_TASK, letter.code());
    assertArrayEquals(text("bad", "nonsense"), letter.value());
  }

  private TokenizedText tokens(String id) {
    var record = client.await(Topics.TOKENS.name(), id, 1).get(0);
    return Topics.TOKENS.codec().decode(record.value());
  }

  private static byte[] text(String id, String task) {
    return Topics.TEXTS.codec().encode(new Text(id, task, "Fine food.", null, null));
  }
}

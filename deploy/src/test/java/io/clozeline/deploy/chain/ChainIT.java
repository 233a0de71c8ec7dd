package io.clozeline.deploy.chain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.Reply;
import io.clozeline.deploy.client.ShippedTasks;
import io.clozeline.deploy.deadletters.Letter;
import io.clozeline.deploy.deadletters.LetterFilter;
import io.clozeline.deploy.deadletters.Letters;
import io.clozeline.deploy.deadletters.Replay;
import io.clozeline.deploy.deadletters.ReplayRules;
import io.clozeline.deploy.evaluate.LabelledSet;
import io.clozeline.deploy.launch.ChainNote;
import io.clozeline.deploy.launch.Readiness;
import io.clozeline.deploy.launch.RunningProcess;
import io.clozeline.deploy.soak.Soak;
import io.clozeline.events.Feedback;
import io.clozeline.events.Release;
import io.clozeline.events.Text;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.task.Calibration;
import io.clozeline.events.task.Learning;
import io.clozeline.events.task.Prompt;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.TaskKind;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The four packaged services against a real broker with the real weights. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChainIT {
  private static final String LOVED = "The food was delicious, a wonderful place, we loved it!";
  private static final String HATED = "The food was disgusting, a horrible place, we hated it!";
  private static final Duration TRAINING = Duration.ofMinutes(8);

  private StartedChain started;
  private ChainNote chain;
  private ChainClient client;
  private Answers answers;

  @BeforeAll
  void up(@TempDir Path folder) throws Exception {
    started = StartedChain.up(StartedChain.settings(folder, 4, false));
    chain = started.note();
    client = started.client();
    answers = started.answers();
  }

  @AfterAll
  void down() {
    if (started != null) {
      started.close();
    }
  }

  @Test
  void annotatesATextFromZeroLabels() throws InterruptedException {
    // When
    client.send(text("zero-shot", "sentiment", "The staff was lovely and the food delicious."));
    // Then
    var annotation = answers.annotation("zero-shot");
    assertEquals("positive", annotation.label());
    assertEquals(1, annotation.scores().values().stream().mapToDouble(s -> s).sum(), 1e-6);
    assertNull(annotation.model().adapter());
    assertNotNull(annotation.model().base());
    assertNotNull(annotation.model().tokenizer());
    assertTrue(annotation.latencies().total() >= 0);
  }

  @Test
  void fillsTheBlankOfAClozeText() throws InterruptedException {
    // When
    client.send(text("blank", "cloze", "the capital of france is [MASK] ."));
    // Then
    var fills = answers.annotation("blank").fills();
    assertEquals(1, fills.size());
    assertEquals("paris", fills.get(0).get(0).word());
  }

  @Test
  void readsALongTextToItsEnd() throws InterruptedException {
    // Given a task without a memory of its texts, and a review whose verdict is its last sentence
    var sentiment = ShippedTasks.read("sentiment");
    var prompt = sentiment.prompt();
    client.put(
        new TaskDefinition(
            "uncalibrated",
            sentiment.kind(),
            sentiment.labels(),
            new Prompt(prompt.patterns(), prompt.verbalizer(), Calibration.NONE),
            null,
            null));
    String story =
        "We walked along the river to the old town, and at noon we sat down. ".repeat(60);
    // When
    client.send(text("loved", "uncalibrated", story + LOVED));
    client.send(text("hated", "uncalibrated", story + HATED));
    // Then
    var loved = answers.annotation("loved");
    var hated = answers.annotation("hated");
    double difference = loved.scores().get("positive") - hated.scores().get("positive");
    assertTrue(difference > 0.1, "positive by " + difference);
    assertEquals(1, hated.scores().values().stream().mapToDouble(s -> s).sum(), 1e-6);
    assertTrue(loved.tokensIn() > 900, loved.tokensIn() + " tokens");
    assertEquals(3, loved.windows());
    assertFalse(loved.truncated());
  }

  static Stream<Arguments> wrong() {
    String large = "word ".repeat(200_001);
    return Stream.of(
        Arguments.of("not-json", "{\"id\": \"not-json\", ", ErrorCode.INVALID_JSON),
        Arguments.of("no-task", json("no-task", null, "\"fine\""), ErrorCode.MISSING_FIELD),
        Arguments.of("unknown", json("unknown", "nobody", "\"fine\""), ErrorCode.UNKNOWN_TASK),
        Arguments.of("empty", json("empty", "sentiment", "\"  \""), ErrorCode.EMPTY_TEXT),
        Arguments.of(
            "surrogate", json("surrogate", "sentiment", "\"a \\ud800 b\""), ErrorCode.INVALID_TEXT),
        Arguments.of(
            "megabyte", json("megabyte", "sentiment", '"' + large + '"'), ErrorCode.TEXT_TOO_LARGE),
        Arguments.of(
            "x".repeat(10_240),
            json("x".repeat(10_240), "sentiment", "\"fine\""),
            ErrorCode.ID_TOO_LONG));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void deadLettersABadRecordAndGoesOn(String id, String json, ErrorCode code)
      throws InterruptedException {
    // Given
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    String mate = "mate-of-" + code.text();
    // When
    client.sendRaw(id, bytes);
    client.send(text(mate, "sentiment", "A fine place."));
    // Then
    var letter = assertInstanceOf(Reply.Refused.class, answers.await(id)).letter();
    assertEquals(code, letter.code());
    assertArrayEquals(bytes, letter.value());
    assertEquals("texts", letter.origin().topic());
    assertEquals(1, letter.attempt());
    assertNotNull(answers.annotation(mate).label());
    assertEquals(1, answers.count(id));
  }

  @Test
  void keepsTheOldDefinitionWhenANewOneCannotWork() throws InterruptedException {
    // Given
    TaskDefinition good = named(ShippedTasks.read("sentiment"), "guarded", null);
    client.put(good);
    client.send(text("guarded-1", "guarded", "Lovely."));
    String before = answers.annotation("guarded-1").model().task();
    // When
    client.putRaw("guarded", "{\"name\": \"guarded\", \"kind\": \"telepathy\"}".getBytes());
    // Then
    client.send(text("guarded-2", "guarded", "Lovely."));
    assertEquals(before, answers.annotation("guarded-2").model().task());
    assertEquals(good, client.tasks().get("guarded"));
  }

  @Test
  void learnsAPromptedTaskAndALinearOneFromFeedback() throws InterruptedException {
    // Given
    var prompted = ShippedTasks.read("sentiment");
    var linear =
        new TaskDefinition(
            "linear",
            TaskKind.of("classification"),
            prompted.labels(),
            null,
            new Learning(null, 4, null, null, 8, 30, 1e-3).promote("always"),
            null);
    client.put(
        named(
            prompted,
            "prompted",
            new Learning(null, 4, null, null, 8, 10, null).promote("always")));
    client.put(linear);
    client.send(text("untrained", "linear", "Awful."));
    assertNull(answers.annotation("untrained").label());
    // When
    for (String task : List.of("prompted", "linear")) {
      feedBack(task);
    }
    // Then
    for (String task : List.of("prompted", "linear")) {
      Release release =
          client
              .awaitRelease(task, r -> r.digest() != null, TRAINING, () -> {})
              .orElseThrow(() -> new AssertionError("no release of " + task));
      assertEquals(12, release.examples());
      assertServed(task, release.digest());
    }
  }

  private void assertServed(String task, String digest) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    for (int i = 0; ; i++) {
      String id = task + "-after-" + i;
      client.send(text(id, task, "What an awful, rude and dirty place."));
      var annotation = answers.annotation(id);
      if (digest.equals(annotation.model().adapter())) {
        assertEquals("negative", annotation.label());
        return;
      }
      assertTrue(System.nanoTime() < deadline, "the adapter of " + task + " never went live");
    }
  }

  private void feedBack(String task) {
    List<String> good = List.of("Lovely staff", "Great food", "A superb stay", "Best in town");
    List<String> bad = List.of("Rude staff", "Awful food", "A dirty room", "Worst in town");
    List<Feedback> feedback = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String ending = i < 4 ? "." : ", truly.";
      feedback.add(
          Feedback.label(task + "-g" + i, task, "positive", good.get(i % 4) + ending, null));
      feedback.add(
          Feedback.label(task + "-b" + i, task, "negative", bad.get(i % 4) + ending, null));
    }
    feedback.forEach(client::send);
    client.flush();
  }

  @Test
  void replaysADeadLetterOnceItsTaskIsThere() throws Exception {
    // Given
    client.send(text("early", "late-task", "A fine place."));
    assertEquals(1, refused("early").attempt());
    Map<String, Object> clients = Map.of("bootstrap.servers", chain.bootstrap());
    var unknown = new LetterFilter(Set.of(), Set.of(), Set.of(), Set.of("early"), null, true);
    // When
    replay(clients, unknown);
    // Then
    awaitCount("early", 2);
    assertEquals(2, new Letters(clients).find(unknown, 10).letters().get(0).attempt());
    // And when
    client.put(named(ShippedTasks.read("sentiment"), "late-task", null));
    replay(clients, unknown);
    // Then
    awaitCount("early", 3);
    var last = assertInstanceOf(Reply.Annotated.class, answers.all("early").get(2));
    assertEquals("positive", last.annotation().label());
    assertEquals(List.of(), new Letters(clients).find(unknown, 10).letters());
  }

  private DeadLetter refused(String id) throws InterruptedException {
    return assertInstanceOf(Reply.Refused.class, answers.await(id)).letter();
  }

  private void awaitCount(String id, int count) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (answers.count(id) < count) {
      assertTrue(System.nanoTime() < deadline, id + " has " + answers.count(id) + " answers");
      Thread.sleep(10);
    }
  }

  private static void replay(Map<String, Object> clients, LetterFilter filter) {
    var ids = new Letters(clients).find(filter, 10).letters().stream().map(Letter::id).toList();
    new Replay(
            clients,
            new ReplayRules(false, false),
            result -> assertEquals(Replay.Outcome.REPLAYED, result.outcome()))
        .run(ids);
    assertEquals(1, ids.size());
  }

  @Test
  void losesNothingWhileItSoaksAndInAFlood() {
    // When
    var plan = new Soak.Plan("it", 8, 0.5, 3, 50, 2_000, Duration.ofMinutes(2));
    var report = new Soak(chain, StartedChain.CONSOLE, plan).run(LabelledSet.shipped());
    // Then
    assertTrue(report.complete(), report.line());
    assertTrue(report.annotated() > 0 && report.refused() == 0, report.line());
    assertEquals(4, report.marks().size());
    var last = report.marks().get(3).processes();
    assertEquals(5, last.size());
    assertTrue(last.values().stream().allMatch(s -> s.threads() > 0 && s.files() > 0));
    assertTrue(last.get("encoder").heapMegabytes() > 0);
    assertTrue(report.line().contains("\"flood\":{\"texts\":50"), report.line());
  }

  @Test
  void saysInItsMetricsWhatItDid() throws Exception {
    // Given
    client.send(text("measured", "sentiment", "Fine."));
    answers.annotation("measured");
    for (RunningProcess process : chain.processes()) {
      if (process.name().equals("broker")) {
        continue;
      }
      // When
      String metrics = Readiness.get(process.port(), "/q/metrics").body();
      // Then
      String name = "clozeline_" + process.name() + "_";
      assertTrue(metrics.contains(name + "stage_seconds"), name + "stage_seconds");
      assertTrue(metrics.contains(name + "dead_letters_total"), name + "dead_letters_total");
      assertTrue(metrics.contains(name + "lag"), name + "lag");
      for (String check : List.of("started", "live", "ready")) {
        assertEquals(200, Readiness.get(process.port(), "/q/health/" + check).statusCode());
      }
    }
  }

  @Test
  void everythingListensOnLoopbackOnly() throws Exception {
    Assumptions.assumeTrue(ListeningSockets.known());
    for (RunningProcess process : chain.processes()) {
      List<InetAddress> addresses = ListeningSockets.of(process.pid());
      assertFalse(addresses.isEmpty(), process.name());
      for (InetAddress address : addresses) {
        assertTrue(address.isLoopbackAddress(), process.name() + " listens on " + address);
      }
    }
  }

  private static Text text(String id, String task, String text) {
    return new Text(id, task, text, null, null);
  }

  private static TaskDefinition named(TaskDefinition task, String name, Learning learning) {
    return task.named(name).learning(learning == null ? task.learning() : learning);
  }

  private static String json(String id, String task, String text) {
    String named = task == null ? "" : "\"task\": \"" + task + "\", ";
    return "{\"id\": \"" + id + "\", " + named + "\"text\": " + text + "}";
  }
}

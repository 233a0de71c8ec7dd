package io.clozeline.deploy.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.Reply;
import io.clozeline.deploy.client.ShippedTasks;
import io.clozeline.deploy.deadletters.Letter;
import io.clozeline.deploy.deadletters.LetterFilter;
import io.clozeline.deploy.deadletters.Letters;
import io.clozeline.deploy.deadletters.Replay;
import io.clozeline.deploy.deadletters.ReplayRules;
import io.clozeline.deploy.launch.ChainNote;
import io.clozeline.deploy.launch.Home;
import io.clozeline.deploy.launch.Readiness;
import io.clozeline.deploy.launch.RunningProcess;
import io.clozeline.deploy.launch.ServiceInfo;
import io.clozeline.deploy.launch.ServiceMetrics;
import io.clozeline.deploy.review.Asked;
import io.clozeline.deploy.review.Questions;
import io.clozeline.events.Feedback;
import io.clozeline.events.Release;
import io.clozeline.events.Text;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.task.Learning;
import io.clozeline.events.task.Reviews;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.topic.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The four packaged services under the least rights, every endpoint behind the token. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecuredChainIT {
  private static final List<String> CLOSED = List.of("/info", "/q/metrics", "/", "/nothing");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private StartedChain started;
  private Home home;
  private ChainNote chain;
  private ChainClient client;
  private Answers answers;

  @BeforeAll
  void up(@TempDir Path folder) throws Exception {
    started = StartedChain.up(StartedChain.settings(folder, 2, true));
    home = started.home();
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
  @Order(1)
  void annotatesRefusesAndLearns() throws Exception {
    // Given
    String task = "secured";
    TaskDefinition shipped = ShippedTasks.read("sentiment");
    client.put(
        new TaskDefinition(
                task,
                shipped.kind(),
                shipped.labels(),
                shipped.prompt(),
                new Learning(null, 4, null, null, 8, 4, null).promote("always"),
                shipped.topK())
            .review(new Reviews(1_000_000, null, null)));
    client.putRaw("broken", "{\"name\": \"broken\", \"kind\": \"telepathy\"}".getBytes());
    // When
    for (int i = 0; i < 6; i++) { // so that the rate is known
      client.send(text("before-" + i, task, "It rains on day " + i));
    }
    for (int i = 0; i < 6; i++) {
      answers.annotation("before-" + i);
    }
    client.send(text("good", task, "The staff was lovely and the food delicious."));
    client.send(text("bad", "nobody", "Fine."));
    for (int i = 0; i < 4; i++) {
      client.send(Feedback.label("p" + i, task, "positive", "Lovely staff " + i, null));
      client.send(Feedback.label("n" + i, task, "negative", "Rude staff " + i, null));
    }
    client.flush();
    // Then
    assertEquals("positive", answers.annotation("good").label());
    Asked asked =
        new Questions(chain.kafka())
            .newest(task, 9, false).stream()
                .filter(it -> it.review().id().equals("good"))
                .findFirst()
                .orElseThrow();
    assertEquals("The staff was lovely and the food delicious.", asked.text().text());
    assertEquals(ErrorCode.UNKNOWN_TASK, ((Reply.Refused) answers.await("bad")).letter().code());
    Release release =
        client
            .awaitRelease(task, r -> r.digest() != null, Duration.ofMinutes(4), () -> {})
            .orElseThrow(() -> new AssertionError("no release"));
    awaitAdapter(task, release.digest());
    client.send(text("learnt", task, "What an awful place."));
    assertEquals(release.digest(), answers.annotation("learnt").model().adapter());
    sendsADeadLetterBack();
    reportsADamagedAdapter();
  }

  @Test
  @Order(2)
  void everyEndpointButHealthIsClosedWithoutTheToken() throws Exception {
    for (RunningProcess service : services()) {
      for (String path : CLOSED) {
        var answer = Readiness.get(service.port(), path);
        assertEquals(401, answer.statusCode(), service.name() + path);
        assertTrue(answer.headers().firstValue("WWW-Authenticate").isPresent());
        assertEquals("", answer.body());
        assertEquals(
            401, Readiness.get(service.port(), path, Optional.of("x".repeat(43))).statusCode());
      }
      for (String path : List.of("/info", "/q/metrics")) {
        var answer = Readiness.get(service.port(), path, chain.token());
        assertEquals(200, answer.statusCode(), service.name() + path);
        assertTrue(answer.body().length() > 2);
      }
      assertTrue(ServiceMetrics.of(service, chain.token()).isPresent());
      assertTrue(ServiceMetrics.of(service, Optional.empty()).isEmpty());
      for (String check : List.of("started", "live", "ready")) {
        assertEquals(200, Readiness.get(service.port(), "/q/health/" + check).statusCode());
      }
    }
  }

  @Test
  @Order(3)
  void noOtherOriginIsAllowedAndBodiesAreSmall() throws Exception {
    for (RunningProcess service : services()) {
      var preflight =
          request(service, "/info")
              .header("Origin", "https://elsewhere.example")
              .header("Access-Control-Request-Method", "GET")
              .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
      assertTrue(send(preflight).headers().firstValue("Access-Control-Allow-Origin").isEmpty());
      assertEquals("HTTP/1.1 413 Request Entity Too Large", announced(service, 100_000));
    }
  }

  /**
   * The answer to a request that announces a body and waits: one that sends it may find the
   * connection closed before it has read the answer.
   */
  private String announced(RunningProcess service, int bytes) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      socket.setSoTimeout(10_000);
      String head =
          "POST /info HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
              + chain.token().orElseThrow()
              + "\r\nContent-Length: "
              + bytes
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }

  @Test
  @Order(4)
  void whoAsksTooOftenIsToldToWait() throws Exception {
    for (RunningProcess service : services()) {
      boolean told = false;
      for (int i = 0; i < 1_000 && !told; i++) {
        var answer = Readiness.get(service.port(), "/info");
        told = answer.statusCode() == 429 && answer.headers().firstValue("Retry-After").isPresent();
      }
      assertTrue(told, service.name());
      assertEquals(200, Readiness.get(service.port(), "/info", chain.token()).statusCode());
    }
  }

  @Test
  @Order(5)
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

  @Test
  @Order(6)
  void noSecretIsLoggedOrToldOrSeenFromOutside() throws Exception {
    List<String> secrets = secrets();
    List<String> seen = new ArrayList<>();
    for (RunningProcess process : chain.processes()) {
      seen.add(Files.readString(home.log(process.name()), StandardCharsets.ISO_8859_1));
      Path proc = Path.of("/proc", Long.toString(process.pid()));
      if (Files.isReadable(proc.resolve("environ"))) {
        seen.add(Files.readString(proc.resolve("cmdline"), StandardCharsets.ISO_8859_1));
        seen.add(Files.readString(proc.resolve("environ"), StandardCharsets.ISO_8859_1));
      }
    }
    for (RunningProcess service : services()) {
      seen.add(Readiness.get(service.port(), "/info", chain.token()).body());
      seen.add(Readiness.get(service.port(), "/q/metrics", chain.token()).body());
      seen.add(Readiness.get(service.port(), "/q/health").body());
    }
    seen.add(Files.readString(home.note()));
    assertEquals(9, secrets.size());
    for (String secret : secrets) {
      assertFalse(seen.stream().anyMatch(text -> text.contains(secret)), "a secret is seen");
    }
    assertFalse(seen.stream().anyMatch(text -> text.contains("food delicious")), "a text is seen");
  }

  @Test
  @Order(8)
  void nobodyWasRefusedWhatItNeeds() throws Exception {
    for (RunningProcess process : chain.processes()) {
      String log = Files.readString(home.log(process.name()), StandardCharsets.ISO_8859_1);
      assertFalse(log.contains("AuthorizationException"), log);
    }
  }

  @Test
  @Order(7)
  void aServiceDoesNotListenBeyondLoopbackWithoutAToken() throws Exception {
    // Given
    Path jar = Path.of("../tokenizer-service/target/quarkus-app/quarkus-run.jar").toAbsolutePath();
    Path log = home.root().resolve("open.log");
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-jar",
            jar.toString());
    builder.environment().put("QUARKUS_HTTP_HOST", "0.0.0.0");
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(FreePorts.inARow(1)));
    builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", chain.bootstrap());
    builder.environment().put("CLOZELINE_MODEL_DIRECTORY", chain.modelDirectory());
    builder.environment().put("CLOZELINE_STATE_DIRECTORY", home.data("open").toString());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    // When
    Process service = builder.start();
    try {
      // Then
      assertTrue(service.waitFor(60, TimeUnit.SECONDS), "it runs");
      assertNotEquals(0, service.exitValue());
      assertTrue(Files.readString(log).contains("Set clozeline.http.token or"));
    } finally {
      service.destroyForcibly();
    }
  }

  private void sendsADeadLetterBack() throws InterruptedException {
    var letters = new LetterFilter(Set.of(), Set.of(), Set.of(), Set.of("bad"), null, true);
    var ids = new Letters(chain.kafka()).find(letters, 10).letters().stream().map(Letter::id);
    var outcomes = new ArrayList<Replay.Outcome>();
    new Replay(
            chain.kafka(), new ReplayRules(false, false), result -> outcomes.add(result.outcome()))
        .run(ids.toList());
    assertEquals(List.of(Replay.Outcome.REPLAYED), outcomes);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (answers.count("bad") < 2) {
      assertTrue(System.nanoTime() < deadline, "nothing came of the replayed letter");
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private void reportsADamagedAdapter() throws Exception {
    var reported = new CountDownLatch(1);
    var bytes = new ByteArraySerializer();
    var dead = List.of(Topics.ADAPTERS.deadLetters());
    try (var producer = new KafkaProducer<>(chain.kafka(), bytes, bytes)) {
      var tail = client.tail(dead, record -> reported.countDown());
      producer.send(Topics.ADAPTERS.record("0".repeat(64), new byte[] {1, 2, 3})).get();
      assertTrue(reported.await(60, TimeUnit.SECONDS), "nobody reported a damaged adapter");
      tail.close();
    }
  }

  private void awaitAdapter(String task, String digest) throws InterruptedException {
    var services = new ServiceInfo(chain);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!services.adapter(task).equals(Optional.of(digest))) {
      assertTrue(System.nanoTime() < deadline, "the adapter never went live");
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private List<String> secrets() throws IOException {
    var properties = new Properties();
    try (var in = Files.newBufferedReader(home.root().resolve("secure/passwords.properties"))) {
      properties.load(in);
    }
    return properties.values().stream().map(Object::toString).toList();
  }

  private List<RunningProcess> services() {
    Stream<RunningProcess> all = chain.processes().stream();
    return all.filter(process -> !process.name().equals("broker")).toList();
  }

  private HttpRequest.Builder request(RunningProcess service, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
        .timeout(Duration.ofSeconds(10));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Text text(String id, String task, String text) {
    return new Text(id, task, text, null, null);
  }
}

package io.clozeline.deploy.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.deploy.bench.ReleaseBench;
import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.Reply;
import io.clozeline.deploy.client.TopicScan;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.feedback.FeedbackRun;
import io.clozeline.deploy.release.ReleaseChange;
import io.clozeline.deploy.review.Asked;
import io.clozeline.deploy.review.Questions;
import io.clozeline.deploy.task.Presets;
import io.clozeline.events.Annotation;
import io.clozeline.events.Control;
import io.clozeline.events.Decision;
import io.clozeline.events.Evaluation;
import io.clozeline.events.Feedback;
import io.clozeline.events.Release;
import io.clozeline.events.Rung;
import io.clozeline.events.Shadow;
import io.clozeline.events.Text;
import io.clozeline.events.TextSpan;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.task.Demonstrations;
import io.clozeline.events.task.Learning;
import io.clozeline.events.task.Pet;
import io.clozeline.events.task.Prompt;
import io.clozeline.events.task.Reviews;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of task through the packaged services: taught, asked, and handed what is wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KindsIT {
  private static final Duration TRAINING = Duration.ofMinutes(8);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int EXAMPLES = 8;
  private static final String PASSAGE = "The tower was built in 1889 by Gustave Eiffel.";
  private static final BiFunction<String, String, Text> SOUP = ask("The soup is warm", null);

  private StartedChain started;
  private ChainClient client;
  private Answers answers;

  @BeforeAll
  void up(@TempDir Path folder) throws Exception {
    started = StartedChain.up(StartedChain.settings(folder, 2, false));
    client = started.client();
    answers = started.answers();
  }

  @AfterAll
  void down() {
    if (started != null) {
      started.close();
    }
  }

  /** A way to say what is right for example {@code i} of a task. */
  private interface Teacher {
    Feedback say(int i, String id, String task);
  }

  /** Each kind is taught something that the base model would not say. */
  static Stream<Arguments> kinds() {
    return Stream.of(
        kind(
            "mail-topics",
            (i, id, t) ->
                i % 2 == 0
                    ? Feedback.labels(id, t, List.of("delivery"), "The van was late, " + i, null)
                    : Feedback.labels(id, t, List.of("quality"), "The cup is broken, " + i, null),
            ask("The van was late again", null),
            a -> a.labels().equals(List.of("delivery")) && a.scores().size() == 4),
        kind(
            "sts-b",
            (i, id, t) ->
                i % 2 == 0
                    ? Feedback.value(id, t, 5, "Day " + i + ": it rains", "A dog barks")
                    : Feedback.value(id, t, 0, "Day " + i + ": it rains", "It is raining"),
            ask("Day 9: it rains", "A dog barks"),
            a -> a.value() > 2.5 && a.value() <= 5),
        kind(
            "ner",
            (i, id, t) -> Feedback.tags(id, t, List.of("B-product", "O", "O"), "Ada is " + i),
            ask("Ada is here", null),
            a ->
                a.tags().get(0).label().equals("B-product")
                    && a.tags().get(1).start() == 4
                    && a.spans().get(0).end() == 3),
        kind(
            "squad",
            (i, id, t) ->
                Feedback.spans(
                    id, t, List.of(TextSpan.of(23, 27, null)), "Who built it? " + i, PASSAGE),
            ask("Who built it?", PASSAGE),
            a -> a.spans().get(0).start() == 23 && a.spans().get(0).end() == 27),
        kind(
            "next-sentence",
            (i, id, t) ->
                i % 2 == 0
                    ? Feedback.label(id, t, "other", "It rains. " + i, "Take a coat.")
                    : Feedback.label(id, t, "next", "It rains. " + i, "Banks have doors."),
            ask("It rains. 9", "Banks have doors."),
            a -> a.label().equals("next")),
        kind(
            "lama",
            (i, id, t) -> Feedback.fills(id, t, List.of("cheese"), "Ring " + i + " is of [MASK]."),
            ask("Ring 9 is of [MASK].", null),
            a -> a.fills().get(0).size() == 10 && first(a).equals("cheese")));
  }

  private static String first(Annotation cloze) {
    return cloze.fills().get(0).get(0).word();
  }

  private static BiFunction<String, String, Text> ask(String text, String textB) {
    return (id, task) -> new Text(id, task, text, textB, null);
  }

  private static Arguments kind(
      String preset,
      Teacher teacher,
      BiFunction<String, String, Text> ask,
      Predicate<Annotation> right) {
    return Arguments.of(preset, teacher, ask, right);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void learnsAndAnswers(
      String preset,
      Teacher teacher,
      BiFunction<String, String, Text> ask,
      Predicate<Annotation> right)
      throws InterruptedException {
    // Given
    TaskDefinition task = Presets.find(preset).orElseThrow();
    client.put(
        task.learning(new Learning(null, 4, null, null, EXAMPLES, 40, 1e-3).promote("always")));
    // When
    Release release = taught(preset, i -> teacher.say(i, preset + "-" + i, preset));
    // Then
    Annotation answer = served(preset, ask, release.digest());
    assertEquals(task.kind().text(), answer.kind());
    assertTrue(right.test(answer), answer::toString);
  }

  @Test
  void learnsFromTextsThatNobodyHasLabelled() throws InterruptedException {
    // Given
    int texts = 20;
    var pet = new Pet(texts, null, null);
    var learning =
        new Learning(null, 4, null, null, EXAMPLES, 4, null)
            .change()
            .pet(pet)
            .promote("always")
            .done();
    TaskDefinition task = twoPatterns("exploits", null).learning(learning);
    client.put(task);
    for (int i = 0; i < texts; i++) {
      client.send(
          new Text("loose-" + i, "exploits", "The soup was cold, as on day " + i, null, null));
    }
    for (int i = 0; i < texts; i++) {
      answers.annotation("loose-" + i);
    }
    // When
    Release release = taught(task);
    // Then
    assertEquals((double) texts, release.metrics().get("unlabelled"));
    assertTrue(release.reason().contains("20 texts without labels"), release.reason());
    assertEquals(2, served("exploits", SOUP, release.digest()).scores().size());
  }

  @Test
  void learnsAndAnswersWithDemonstrations() throws InterruptedException {
    // Given
    var learning = new Learning(null, 4, null, null, EXAMPLES, 4, null).promote("always");
    TaskDefinition task =
        twoPatterns("shows", new Demonstrations(1, 2, null, null)).learning(learning);
    client.put(task);
    // When
    Release release = taught(task);
    // Then
    assertEquals(2, served("shows", SOUP, release.digest()).scores().size());
  }

  @Test
  void showsDemonstrationsOnlyWhereTheReleaseSaysSo() throws InterruptedException {
    // Given a task that has some, and examples, but nothing that speaks for them
    String task = "weighs";
    TaskDefinition weighing = twoPatterns(task, new Demonstrations(1, 2, null, null));
    client.put(weighing.learning(Learning.DEFAULT.change().minExamples(1_000).done()));
    teach(
        i -> Feedback.label("weighed-" + i, task, weighing.labels().get(i % 2), "Soup " + i, null));
    client.send(SOUP.apply("unweighed", task));
    assertEquals(Rung.ZERO_SHOT, answers.annotation("unweighed").model().rung());
    // When
    Release bare = Release.base(task, Instant.now());
    client.put(bare.showing(true, false));
    // Then
    awaitRung(task, Rung.DEMONSTRATIONS);
    client.put(bare);
    awaitRung(task, Rung.ZERO_SHOT);
  }

  private void awaitRung(String task, Rung rung) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Rung answered = null;
    for (int i = 0; answered != rung; i++) {
      String id = task + "-" + rung.text() + "-" + i;
      client.send(SOUP.apply(id, task));
      answered = answers.annotation(id).model().rung();
      assertTrue(System.nanoTime() < deadline, "it is still answered by " + answered);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ia3", "bitfit", "adapter", "prefix", "soft-prompt", "full"})
  void learnsAndAnswersByEveryMethod(String method) throws InterruptedException {
    // Given
    var learning =
        Learning.DEFAULT
            .change()
            .method(method)
            .minExamples(EXAMPLES)
            .steps(4)
            .promote("always")
            .done();
    TaskDefinition task = twoPatterns("by-" + method, null).learning(learning);
    client.put(task);
    // When
    Release release = taught(task);
    // Then
    assertEquals(2, served(task.name(), SOUP, release.digest()).scores().size());
  }

  @Test
  void asksPeopleAboutATextUntilTheyAnswer() throws InterruptedException {
    // Given a budget for nearly all of the texts
    String task = "asking";
    var asked = new Reviews(1_000_000, null, null);
    client.put(Presets.find("sst-2").orElseThrow().named(task).review(asked));
    var questions = new Questions(started.note().kafka());
    // When
    for (int i = 0; i < 40; i++) {
      client.send(new Text("asked-" + i, task, "The soup was warm on day " + i, null, null));
    }
    for (int i = 0; i < 40; i++) {
      answers.annotation("asked-" + i);
    }
    // Then
    List<Asked> open = questions.newest(task, 40, false);
    assertTrue(open.size() >= 1 && open.size() <= 38, open::toString);
    for (Asked question : open) {
      String id = question.review().id();
      assertEquals(answers.annotation(id), question.review().annotation());
      assertEquals("The soup was warm on day " + id.substring(6), question.text().text());
    }
    // And when
    Asked first = open.get(0);
    try (var run = new FeedbackRun(client, (id, letter) -> {})) {
      run.send(Feedback.label(first.review().id(), task, "positive", null, null));
      run.awaitAll(PATIENCE);
    }
    // Then
    assertFalse(questions.newest(task, 40, false).contains(first));
    assertTrue(questions.newest(task, 40, true).contains(first));
  }

  private static TaskDefinition twoPatterns(String name, Demonstrations demonstrations) {
    TaskDefinition preset = Presets.find("sst-2").orElseThrow();
    return preset
        .named(name)
        .prompt(
            new Prompt(
                List.of("{text} It was [MASK].", "Just [MASK]! {text}"),
                null,
                null,
                preset.prompt().verbalizer(),
                null,
                demonstrations));
  }

  private Release taught(TaskDefinition task) {
    String name = task.name();
    List<String> labels = task.labels();
    return taught(
        name, i -> Feedback.label(name + "-" + i, name, labels.get(i % 2), "Soup " + i, null));
  }

  private void teach(IntFunction<Feedback> feedback) {
    try (var run = new FeedbackRun(client, (id, letter) -> {})) {
      IntStream.range(0, EXAMPLES).mapToObj(feedback).forEach(run::send);
      run.awaitAll(PATIENCE);
      assertEquals(EXAMPLES, run.taken());
    }
  }

  private Release taught(String task, IntFunction<Feedback> feedback) {
    teach(feedback);
    return client
        .awaitRelease(task, r -> r.digest() != null, TRAINING, () -> {})
        .orElseThrow(() -> new AssertionError("no release of " + task));
  }

  private Annotation served(String task, BiFunction<String, String, Text> ask, String digest)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (int i = 0; ; i++) {
      String id = task + "-asked-" + i;
      client.send(ask.apply(id, task));
      Annotation answer = answers.annotation(id);
      if (digest.equals(answer.model().adapter())) {
        return answer;
      }
      assertTrue(System.nanoTime() < deadline, "the adapter of " + task + " never went live");
    }
  }

  static Stream<Arguments> wrong() {
    var outside = List.of(TextSpan.of(40, 90, null));
    var within = List.of(TextSpan.of(1, 5, "person"));
    return Stream.of(
        Arguments.of(
            Feedback.label("alone", "bad-rte", "entailment", "One.", null),
            ErrorCode.MISSING_FIELD),
        Arguments.of(
            Feedback.label("strange", "bad-rte", "maybe", "One.", "Two."), ErrorCode.UNKNOWN_LABEL),
        Arguments.of(
            Feedback.labels("strangers", "bad-mail-topics", List.of("weather"), "Mail.", null),
            ErrorCode.UNKNOWN_LABEL),
        Arguments.of(
            Feedback.value("high", "bad-sts-b", 5.5, "One.", "Two."), ErrorCode.VALUE_OUT_OF_RANGE),
        Arguments.of(
            Feedback.tags("short", "bad-ner", List.of("O"), "Ada is here"),
            ErrorCode.COUNT_MISMATCH),
        Arguments.of(
            Feedback.spans("inside", "bad-ner", within, "Ada Lovelace", null),
            ErrorCode.SPAN_OUTSIDE),
        Arguments.of(
            Feedback.spans("outside", "bad-squad", outside, "When?", PASSAGE),
            ErrorCode.SPAN_OUTSIDE),
        Arguments.of(
            Feedback.fills("many", "bad-lama", List.of("a", "b"), "One [MASK]."),
            ErrorCode.COUNT_MISMATCH),
        Arguments.of(
            Feedback.value("otherwise", "bad-rte", 1, "One.", "Two."), ErrorCode.INVALID_FIELD));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refusesFeedbackThatCannotBeRight(Feedback feedback, ErrorCode code) {
    // Given
    put(feedback.task());
    List<ErrorCode> refused = new ArrayList<>();
    // When
    try (var run = new FeedbackRun(client, (id, letter) -> refused.add(letter.code()))) {
      run.send(feedback);
      run.awaitAll(PATIENCE);
    }
    // Then
    assertEquals(List.of(code), refused);
  }

  @Test
  void refusesHalfAPair() throws InterruptedException {
    // Given
    put("bad-rte");
    // When
    client.send(new Text("half", "bad-rte", "One.", null, null));
    // Then
    var reply = assertInstanceOf(Reply.Refused.class, answers.await("half"));
    assertEquals(ErrorCode.MISSING_FIELD, reply.letter().code());
  }

  @Test
  void readsAMaskInATextAsItIsWritten() throws InterruptedException {
    // When
    client.send(new Text("masked", "sentiment", "It was [MASK]. We loved it.", null, null));
    // Then
    assertEquals("positive", answers.annotation("masked").label());
  }

  @Test
  void answersATextOnceForEachOfItsTasksAndLosesNone() throws InterruptedException {
    // When
    var tasks = List.of("sentiment", "topic", "no-such-task", "cloze");
    client.send(new Text("several", null, "The team was [MASK].", null, null, tasks));
    // Then
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (answers.count("several") < tasks.size()) {
      assertTrue(System.nanoTime() < deadline, answers.count("several") + " answers");
      Thread.sleep(20);
    }
    List<String> annotated = new ArrayList<>();
    for (Reply reply : answers.all("several")) {
      if (reply instanceof Reply.Annotated one) {
        annotated.add(one.annotation().task());
      } else {
        assertEquals(ErrorCode.UNKNOWN_TASK, ((Reply.Refused) reply).letter().code());
      }
    }
    assertEquals(List.of("cloze", "sentiment", "topic"), annotated.stream().sorted().toList());
  }

  @Test
  void decidesByExamplesThatNobodyHasLearntFrom() throws InterruptedException {
    // Given a task that is told the contrary of what its words say, forty times
    int examples = 40;
    TaskDefinition task =
        twoPatterns("gated", null).learning(new Learning(null, 4, null, null, examples, 40, 1e-3));
    client.put(task);
    // When
    try (var run = new FeedbackRun(client, (id, letter) -> {})) {
      for (int i = 0; i < examples; i++) {
        String label = task.labels().get(i % 2);
        String text = (i % 2 == 0 ? "A wonderful film, part " : "A dreadful film, part ") + i;
        run.send(Feedback.label("gated-" + i, "gated", label, text, null));
      }
      run.awaitAll(PATIENCE);
    }
    Release release =
        client.awaitRelease("gated", r -> r.digest() != null, TRAINING, () -> {}).orElseThrow();
    // Then
    Decision decision = client.decisions().get("gated");
    assertEquals(Decision.Outcome.PROMOTED, decision.outcome());
    assertEquals(release.digest(), decision.challenger());
    assertEquals(examples, decision.overall().examples() + release.examples());
    assertTrue(decision.overall().challenger() > decision.overall().champion(), decision::reason);
  }

  @Test
  void anAdapterRidesAlongBeforeItGoesLive() throws InterruptedException {
    // Given a task that is told the contrary of what its words say, and whose adapters ride along
    int examples = 48;
    var learning = new Learning(null, 4, null, null, examples, 40, 1e-3).change().shadow(1.0);
    client.put(twoPatterns("ridden", null).learning(learning.done()));
    Map<String, Annotation> shadows = new ConcurrentHashMap<>();
    var seen = client.tail(List.of(Topics.SHADOWS.name()), record -> shadow(record, shadows));
    try (var run = new FeedbackRun(client, (id, letter) -> {})) {
      for (int i = 0; i < examples; i++) {
        run.send(contrary("ridden", "taught-" + i, i));
      }
      run.awaitAll(PATIENCE);
      Release riding =
          client
              .awaitRelease("ridden", r -> r.challenger() != null, TRAINING, () -> {})
              .orElseThrow();
      String challenger = riding.challenger().release().digest();
      assertNull(riding.digest());
      assertEquals(Decision.Outcome.SHADOWED, client.decisions().get("ridden").outcome());
      // When texts are answered by the base model, with it beside, and people speak about them
      awaitShadow("ridden", shadows);
      int judged = 40;
      for (int i = 0; i < judged; i++) {
        Feedback right = contrary("ridden", "judged-" + i, i);
        client.send(new Text(right.id(), "ridden", right.text(), null, null));
      }
      for (int i = 0; i < judged; i++) {
        assertNull(answers.annotation("judged-" + i).model().adapter());
        run.send(contrary("ridden", "judged-" + i, i));
      }
      run.awaitAll(PATIENCE);
      // Then
      Release live =
          client.awaitRelease("ridden", r -> r.digest() != null, TRAINING, () -> {}).orElseThrow();
      assertEquals(challenger, live.digest());
      assertNull(live.challenger());
      Decision decision = client.decisions().get("ridden");
      assertEquals(Decision.Outcome.PROMOTED, decision.outcome());
      assertEquals(judged, decision.overall().examples());
      assertEquals(challenger, shadows.get("judged-0").model().adapter());
      assertEquals(new Shadow(challenger, 1), client.evaluations().get("ridden").shadow());
    } finally {
      seen.close();
    }
  }

  /** What the words of the text do not say. */
  private static Feedback contrary(String task, String id, int i) {
    String label = i % 2 == 0 ? "negative" : "positive";
    String text = (i % 2 == 0 ? "A wonderful film, part " : "A dreadful film, part ") + i;
    return Feedback.label(id, task, label, text, null);
  }

  private static void shadow(
      ConsumerRecord<byte[], byte[]> record, Map<String, Annotation> shadows) {
    Annotation said = Topics.SHADOWS.codec().decode(record.value());
    shadows.put(said.id(), said);
  }

  /** The encoder reads a release a moment after it was written. */
  private void awaitShadow(String task, Map<String, Annotation> shadows)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (int i = 0; shadows.isEmpty(); i++) {
      assertTrue(System.nanoTime() < deadline, "no challenger has answered");
      client.send(new Text("probe-" + i, task, "A film", null, null));
      answers.annotation("probe-" + i);
      Thread.sleep(100);
    }
  }

  @Test
  void noTextIsLostOrAnsweredByTheWrongAdapterWhileReleasesChange() throws InterruptedException {
    // Given
    var plan = new ReleaseBench.Plan(1, 4, 3);
    var bench = new ReleaseBench(client, Console.standard(), plan);
    // When
    ReleaseBench.Report report = bench.run(client.tasks().get("sentiment"));
    // Then
    assertEquals(1, report.lesson().count());
    assertEquals(4, report.release().count());
    assertTrue(report.texts() > 20, report.texts() + " texts");
    assertEquals(0, report.refused());
    assertEquals(0, report.stale());
  }

  @Test
  void goesBackAndLearnsNothingWhenAPersonSaysSo() throws InterruptedException {
    // Given
    TaskDefinition task =
        twoPatterns("steered", null)
            .learning(new Learning(null, 4, null, null, EXAMPLES, 4, null).promote("always"));
    client.put(task);
    Release release = taught(task);
    served("steered", SOUP, release.digest());
    client.put(new Control("steered", true, null, null, Instant.now()));
    // When
    var change =
        new ReleaseChange(client, new TopicScan(started.note().kafka()), Clock.systemUTC());
    Release back = change.back("steered", "for a test");
    long began = System.nanoTime();
    String answered = release.digest();
    for (int i = 0; answered != null; i++) {
      client.send(new Text("back-" + i, "steered", "The soup is warm", null, null));
      answered = answers.annotation("back-" + i).model().adapter();
      assertTrue(System.nanoTime() - began < PATIENCE.toNanos(), "the base model never answered");
    }
    // Then
    assertEquals(release.digest(), back.previous());
    assertEquals(Decision.Outcome.ROLLED_BACK, client.decisions().get("steered").outcome());
    try (var run = new FeedbackRun(client, (id, letter) -> {})) {
      for (int i = 0; i < EXAMPLES; i++) {
        run.send(Feedback.label("more-" + i, "steered", task.labels().get(i % 2), "S " + i, null));
      }
      run.awaitAll(PATIENCE);
    }
    assertTrue(
        client
            .awaitRelease("steered", r -> r.digest() != null, Duration.ofSeconds(5), () -> {})
            .isEmpty(),
        "a frozen task has learnt");
    client.put(new Control("steered", null, null, null, Instant.now()));
    assertTrue(
        client.awaitRelease("steered", r -> r.digest() != null, TRAINING, () -> {}).isPresent());
  }

  @Test
  void testsAnAnswerOnItsLabelBeforeThatIsLearnt() throws InterruptedException {
    // Given
    client.put(twoPatterns("tested", null));
    client.send(new Text("judged", "tested", "A dull, dreadful and tiresome film.", null, null));
    assertEquals("negative", answers.annotation("judged").label());
    // When
    client.send(Feedback.label("judged", "tested", "positive", "A dull film.", null));
    // Then
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Evaluation evaluation = null;
    while (evaluation == null) {
      assertTrue(System.nanoTime() < deadline, "no evaluation");
      evaluation = client.evaluations().get("tested");
    }
    assertEquals("judged", evaluation.id());
    assertEquals(0, evaluation.agreement());
    assertEquals("positive", evaluation.slice());
    assertEquals(1, evaluation.prequential().windowSize());
  }

  /** The preset behind {@code bad-} under that name. */
  private void put(String task) {
    client.put(Presets.find(task.substring("bad-".length())).orElseThrow().named(task));
  }
}

package io.clozeline.trainer;

import static io.clozeline.trainer.Fixtures.bytes;
import static io.clozeline.trainer.Fixtures.definition;
import static io.clozeline.trainer.Fixtures.label;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.Precision;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.full.Full;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.setup.Cache;
import io.clozeline.bert.setup.ModelName;
import io.clozeline.bert.setup.ModelSetup;
import io.clozeline.bert.setup.NativeSetup;
import io.clozeline.bert.setup.Progress;
import io.clozeline.bert.setup.TunedModels;
import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.bert.training.TrainingPlan;
import io.clozeline.events.Release;
import io.clozeline.events.Rung;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.task.Learning;
import io.clozeline.events.task.Pet;
import io.clozeline.events.task.Prompt;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import io.clozeline.trainer.engine.AdapterEngine;
import io.clozeline.trainer.engine.RunPhases;
import io.clozeline.trainer.engine.TunedEngine;
import io.clozeline.trainer.examples.Kept;
import io.clozeline.trainer.examples.MapMemory;
import io.clozeline.trainer.examples.TrainingSet;
import io.clozeline.trainer.gate.Gate;
import io.clozeline.trainer.kind.Sequences;
import io.clozeline.trainer.pet.PatternExploiting;
import io.clozeline.trainer.plan.Pace;
import io.clozeline.trainer.plan.Planner;
import io.clozeline.trainer.publish.TransactionalPublication;
import io.clozeline.trainer.run.Challenge;
import io.clozeline.trainer.run.Curricula;
import io.clozeline.trainer.run.Deference;
import io.clozeline.trainer.run.HeardRuns;
import io.clozeline.trainer.run.Outcome;
import io.clozeline.trainer.run.Run;
import io.clozeline.trainer.run.RunState;
import io.clozeline.trainer.unlabelled.UnlabelledText;
import io.clozeline.trainer.unlabelled.UnlabelledTexts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real model learns a few sentences, with a prompt and without. */
class RealTrainingTest {
  private static final int STEPS = 10;
  private static final List<String> NEGATIVE = List.of("awful", "boring", "poor", "sad");
  private static final List<String> POSITIVE = List.of("fine", "lovely", "superb", "clever");
  private static final List<String> THINGS = List.of("film", "book", "hotel", "song");
  private static final Prompt PROMPT =
      new Prompt(
          List.of("{text} it was [MASK] ."),
          Map.of("negative", List.of("terrible"), "positive", List.of("great")),
          null);

  @TempDir private static Path folder;

  private static ModelDirectory model;
  private static Vocabulary vocabulary;
  private static Tables tables;
  private static AdapterEngine engine;

  private final MapMemory memory = new MapMemory();

  @BeforeAll
  static void open() {
    NativeSetup.use(NativeSetup.prepare(Cache.standard(), Progress.SILENT));
    model = ModelSetup.prepare(ModelName.BERT_BASE_UNCASED, Cache.standard(), Progress.SILENT);
    vocabulary = Vocabulary.open(model.path());
    tables =
        new Tables(
            Broker.shared().clients(), vocabulary, (name, task) -> {}, (task, release) -> {});
    engine =
        new AdapterEngine(
            model,
            Precision.fastest(),
            2,
            new TunedEngine(
                model,
                new TunedModels(folder),
                Precision.fastest(),
                2,
                () -> Optional.of(Set.of())));
  }

  @AfterAll
  static void close() {
    engine.rest();
    tables.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theLossFallsAndTheAdapterGoesLive(boolean prompt) {
    // Given
    var learning = new Learning(null, null, null, null, null, STEPS, 1e-3).promote("always");
    var name = prompt ? "real-prompt" : "real-linear";
    var task = Task.of(definition(name, prompt ? PROMPT : null, learning), vocabulary);
    var heard = new HeardRuns();
    // When
    var outcome = run(heard).train(task, sentences(task, prompt), null, () -> false);
    // Then
    assertEquals(Outcome.PUBLISHED, outcome);
    var losses = heard.states.stream().filter(s -> s != null && s.step() > 0).toList();
    assertEquals(STEPS, losses.size());
    assertTrue(mean(losses.subList(7, 10)) < mean(losses.subList(0, 3)), losses.toString());
    Release release = tables.live(name);
    Adapter adapter = AdapterFile.read(published(release.digest()), model.info());
    assertEquals(release.digest(), adapter.digest());
    assertEquals(task.definition().labels(), adapter.config().labels());
    assertEquals(prompt, adapter.config().prompt());
    assertEquals(24, adapter.tensors().size() / 2); // 12 layers, query and value
    assertEquals(31, release.trainedThrough());
  }

  @Test
  void everyWeightIsTrainedAndItsModelAnswers() {
    // Given a task with a prompt, which all weights leave behind
    var learning =
        Learning.DEFAULT.change().method("full").steps(8).learningRate(5e-5).promote("always");
    var task = Task.of(definition("real-full", PROMPT, learning.done()), vocabulary);
    TrainingSet taught = sentences(task, true);
    // When
    var outcome = run(new HeardRuns()).train(task, taught, null, () -> false);
    // Then
    assertEquals(Outcome.PUBLISHED, outcome);
    Release release = tables.live("real-full");
    assertEquals(Rung.LINEAR, release.rung());
    byte[] file = published(release.digest());
    Full tuned = assertInstanceOf(Full.class, AdapterFile.config(file).method());
    assertTrue(Files.isRegularFile(folder.resolve(tuned.model()).resolve("model.json")));
    assertTrue(file.length < 20_000, file.length + " bytes");
    var sequences = taught.sequences().stream().map(LabelledSequence::sequence).toList();
    float[][] scores = engine.scores(task, sequences, file);
    int right = 0;
    for (int i = 0; i < scores.length; i++) {
      right +=
          (scores[i][1] > scores[i][0]) == (taught.sequences().get(i).classes()[0] == 1) ? 1 : 0;
    }
    assertTrue(right >= 0.85 * scores.length, right + " of " + scores.length);
    // and where there is no folder, it says what to set
    var without = new AdapterEngine(model, Precision.fastest(), 2, null);
    assertThrows(IllegalStateException.class, () -> without.scores(task, sequences, file));
  }

  @Test
  void thePatternsLabelTextsThatTheyHaveNotSeen() {
    // Given
    var learning =
        Learning.DEFAULT
            .change()
            .steps(8)
            .learningRate(1e-3)
            .pet(new Pet(THINGS.size() * 8, null, null))
            .promote("always")
            .done();
    var task = Task.of(definition("real-pet", PROMPT, learning), vocabulary);
    var words = Stream.concat(NEGATIVE.stream(), POSITIVE.stream()).toList();
    List<UnlabelledText> texts = new ArrayList<>();
    for (int i = 0; i < words.size() * THINGS.size(); i++) {
      var word = words.get(i % words.size());
      String sentence = "a " + THINGS.get(i / words.size()) + " so " + word + " !";
      texts.add(new UnlabelledText("t" + i, List.of(Sequences.whole(sequence(sentence, true)))));
    }
    // When
    var distillation =
        new PatternExploiting(engine, new Planner(Pace.MEASURED))
            .label(task, sentences(task, true), texts, 1, new Silence());
    // Then
    int right = 0;
    for (int i = 0; i < texts.size(); i++) {
      float[] soft = distillation.sequences().get(i).targets();
      assertEquals(1, soft[0] + soft[1], 1e-5);
      right += soft[i % words.size() < NEGATIVE.size() ? 0 : 1] > 0.5 ? 1 : 0;
    }
    assertTrue(right >= 0.85 * texts.size(), right + " of " + texts.size());
  }

  private static final class Silence implements RunPhases {
    @Override
    public void phase(String name) {}

    @Override
    public void scored(int done, int of) {}

    @Override
    public void step(int step, int of, double loss) {}
  }

  @Test
  void anAdapterThatNoRecordCanHoldIsNotTrained() {
    // Given
    var task = Task.of(definition("large", PROMPT, Learning.DEFAULT), vocabulary);
    var plan =
        new TrainingPlan(
            new Lora(256, 512, List.of(Target.values())), 1, 16, 1e-3, 0.1, 0.01, 0, 1);
    // Then
    assertThrows(
        IllegalArgumentException.class,
        () -> engine.train(task, sentences(task, true).sequences(), plan, (s, of, loss) -> {}));
  }

  private Run run(HeardRuns heard) {
    var planner = new Planner(Pace.MEASURED);
    return new Run(
        engine,
        planner,
        Curricula.of(engine, planner, UnlabelledTexts.NONE),
        new Challenge(engine, digest -> Optional.empty(), Gate.MEASURED),
        memory,
        new TransactionalPublication(Broker.shared().clients(), tables),
        Deference.NEVER,
        heard,
        Clock.systemUTC());
  }

  private TrainingSet sentences(Task task, boolean prompt) {
    for (int i = 0; i < 32; i++) {
      var words = i % 2 == 0 ? NEGATIVE : POSITIVE;
      String sentence = "the " + THINGS.get(i / 8) + " was " + words.get(i / 2 % 4) + " .";
      var example = Fixtures.example(task, "d" + i, label(i), sequence(sentence, prompt));
      memory.put(task.name(), "d" + i, new Kept(i, task.version(), label(i), bytes(example)));
    }
    return TrainingSet.of(memory, task, -1);
  }

  private static TokenSequence sequence(String sentence, boolean prompt) {
    String rest = prompt ? " it was [MASK] . [SEP]" : " [SEP]";
    int[] ids =
        Stream.of(("[CLS] " + sentence + rest).split(" "))
            .mapToInt(word -> vocabulary.id(word).orElseGet(() -> vocabulary.special(word)))
            .toArray();
    int mask = Arrays.stream(ids).boxed().toList().indexOf(vocabulary.special("[MASK]"));
    return new TokenSequence(ids, new int[ids.length], new int[] {Math.max(mask, 0)}, null, 0);
  }

  private static double mean(List<RunState> states) {
    return states.stream().mapToDouble(RunState::loss).average().orElseThrow();
  }

  private static byte[] published(String digest) {
    return Broker.shared().read(Topics.ADAPTERS.name()).stream()
        .filter(record -> digest.equals(Topic.key(record.key())))
        .findFirst()
        .orElseThrow()
        .value();
  }
}

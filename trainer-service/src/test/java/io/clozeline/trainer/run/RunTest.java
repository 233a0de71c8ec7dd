package io.clozeline.trainer.run;

import static io.clozeline.trainer.Fixtures.NOW;
import static io.clozeline.trainer.Fixtures.bytes;
import static io.clozeline.trainer.Fixtures.definition;
import static io.clozeline.trainer.Fixtures.example;
import static io.clozeline.trainer.Fixtures.exploiting;
import static io.clozeline.trainer.Fixtures.kept;
import static io.clozeline.trainer.Fixtures.label;
import static io.clozeline.trainer.Fixtures.release;
import static io.clozeline.trainer.Fixtures.sequence;
import static io.clozeline.trainer.Fixtures.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.Sequence;
import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.events.Decision;
import io.clozeline.events.Release;
import io.clozeline.events.Rung;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.task.Learning;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.engine.FakeEngine;
import io.clozeline.trainer.examples.Kept;
import io.clozeline.trainer.examples.MapMemory;
import io.clozeline.trainer.examples.TrainingSet;
import io.clozeline.trainer.gate.Gate;
import io.clozeline.trainer.plan.Pace;
import io.clozeline.trainer.plan.Planner;
import io.clozeline.trainer.unlabelled.Texts;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunTest {
  private static final int NEGATIVE = 7;

  private final Task task = task("sentiment");
  private final Task gated =
      task(definition("sentiment").learning(new Learning(null, null, null, null, 4, null, null)));
  private static final Planner PLANNER = new Planner(Pace.MEASURED);

  private final FakeEngine engine = new FakeEngine();
  private final Texts texts = new Texts();
  private final HeardRuns heard = new HeardRuns();
  private final MapMemory memory = new MapMemory();
  private Release published;
  private Decision decided;
  private byte[] adapter;

  @Test
  void publishesWhatItTrained() {
    // Given
    Release live = release("sentiment", "before", 3);
    // When
    var outcome = run(new Written()).train(task, set(8, 3), live, () -> false);
    // Then
    assertEquals(Outcome.PUBLISHED, outcome);
    assertEquals(AdapterFile.digest(adapter), published.digest());
    assertEquals("before", published.previous());
    assertEquals(8, published.examples());
    assertEquals(7, published.trainedThrough());
    assertEquals("Trained on 8 examples, 4 of them new.", published.reason());
    assertEquals(0L, published.firstOffset());
    assertEquals(set(8, 3).digest(), published.examplesDigest());
    assertEquals(NOW, published.at());
    assertEquals(40.0, published.metrics().get("steps"));
    assertEquals(1 / 38.5, published.metrics().get("loss"), 1e-3); // steps 37 to 40
    assertTrue(published.metrics().get("seconds") >= 0);
  }

  @Test
  void showsHowFarItIs() {
    // When
    run(new Written()).train(task, set(4, -1), null, () -> false);
    // Then
    assertEquals(42, heard.states.size()); // the start, 40 steps, the end
    assertEquals(new RunState("sentiment", 4, null, 40, 40, 1.0 / 40, NOW), heard.states.get(40));
    assertNull(heard.states.get(41));
  }

  @Test
  void theSameExamplesGiveTheSameAdapterAgain() {
    // Given
    run(new Written()).train(task, set(4, -1), null, () -> false);
    var first = published.digest();
    // When
    run(new Written()).train(task, set(4, -1), null, () -> false);
    // Then
    assertEquals(first, published.digest());
  }

  @Test
  void stopsBetweenTwoSteps() {
    // Given
    var asked = new AtomicInteger();
    // When
    var outcome =
        run(new Written()).train(task, set(4, -1), null, () -> asked.incrementAndGet() > 5);
    // Then
    assertEquals(Outcome.STOPPED, outcome);
    assertEquals(6 + 1, heard.states.size()); // the start, five steps, the end
    assertNull(published);
  }

  @Test
  void aFailureIsAnOutcome() {
    // Given
    engine.fail(new IllegalStateException("out of luck"));
    // When
    var outcome = run(new Written()).train(task, set(4, -1), null, () -> false);
    // Then
    assertEquals(Outcome.FAILED, outcome);
    assertNull(heard.states.get(heard.states.size() - 1));
  }

  @Test
  void anotherLiveReleaseSupersedes() {
    // Given
    var late = new Written();
    late.accepts = false;
    // When
    var outcome = run(late).train(task, set(4, -1), null, () -> false);
    // Then
    assertEquals(Outcome.SUPERSEDED, outcome);
  }

  @Test
  void learnsFromTextsWithoutLabelsAndSaysSo() {
    // Given
    Task exploiting = task(exploiting("sentiment", 1));
    texts.add(exploiting, 40);
    // When
    var outcome = run(new Written()).train(exploiting, set(exploiting), null, () -> false);
    // Then
    assertEquals(Outcome.PUBLISHED, outcome);
    assertEquals(
        "Trained on 4 examples, 4 of them new, and 40 texts without labels.", published.reason());
    assertEquals(40.0, published.metrics().get("unlabelled"));
    assertEquals(1.0, published.metrics().get("generations"));
    assertEquals(3, engine.trained().size()); // two patterns, and what they teach
    assertEquals("distilling", heard.states.get(heard.states.size() - 2).phase());
  }

  @Test
  void aTextThatHasALabelIsNotLearntTwice() {
    // Given
    Task exploiting = task(exploiting("sentiment", 1));
    texts.add(exploiting, 17);
    // When
    run(new Written()).train(exploiting, set(exploiting, "text-0"), null, () -> false);
    // Then
    assertEquals(16.0, published.metrics().get("unlabelled"));
  }

  @Test
  void fewTextsWithoutLabelsAreLeftOut() {
    // Given
    Task exploiting = task(exploiting("sentiment", 1));
    texts.add(exploiting, 15);
    // When
    run(new Written()).train(exploiting, set(exploiting), null, () -> false);
    // Then
    assertEquals("Trained on 4 examples, 4 of them new.", published.reason());
    assertNull(published.metrics().get("unlabelled"));
  }

  @Test
  void stopsWhileTextsAreLabelled() {
    // Given
    Task exploiting = task(exploiting("sentiment", 1));
    texts.add(exploiting, 40);
    // When
    var outcome =
        run(new Written())
            .train(
                exploiting,
                set(exploiting),
                null,
                () ->
                    String.valueOf(heard.states.get(heard.states.size() - 1).phase())
                        .contains("labelling"));
    // Then
    assertEquals(Outcome.STOPPED, outcome);
    assertNull(published);
  }

  private TrainingSet set(Task exploiting, String... others) {
    var ids = new ArrayList<>(List.of("d0", "d1", "d2", "d3"));
    ids.addAll(List.of(others));
    for (int i = 0; i < ids.size(); i++) {
      byte[] record = bytes(example(exploiting, ids.get(i), label(i), sequence(), sequence()));
      memory.put("sentiment", ids.get(i), new Kept(i, exploiting.version(), label(i), record));
    }
    return TrainingSet.of(memory, exploiting, -1);
  }

  @Test
  void anAdapterThatIsBetterOnWhatNeitherHasLearntGoesLive() {
    // Given
    engine.say((file, sequence) -> file == null ? wrong(sequence) : right(sequence));
    // When
    var outcome = run(new Written()).train(gated, gatedSet(100), null, () -> false);
    // Then
    assertEquals(Outcome.PUBLISHED, outcome);
    assertEquals(Decision.Outcome.PROMOTED, decided.outcome());
    int apart = decided.overall().examples();
    assertTrue(apart > 10 && apart < 30, apart + " kept apart");
    assertEquals(100 - apart, published.examples());
    assertEquals(100 - apart, decided.examples());
    assertEquals(1, decided.overall().challenger());
    assertEquals(0, decided.overall().champion());
    assertEquals(99, decided.consideredThrough());
    assertEquals(
        "Trained on " + (100 - apart) + " of 100 examples, 100 of them new.", published.reason());
  }

  @Test
  void anAdapterThatIsNotBetterDoesNot() {
    // Given
    engine.say((file, sequence) -> file == null ? right(sequence) : wrong(sequence));
    // When
    var outcome = run(new Written()).train(gated, gatedSet(100), null, () -> false);
    // Then
    assertEquals(Outcome.KEPT, outcome);
    assertNull(published);
    assertEquals(Decision.Outcome.KEPT, decided.outcome());
    assertEquals(99, decided.consideredThrough());
    assertTrue(decided.reason().startsWith("Kept the champion"), decided.reason());
  }

  @Test
  void oneThatIsLevelGoesLiveOnlyAfterTwiceAsManyExamples() {
    // Given
    engine.say((file, sequence) -> right(sequence));
    byte[] before = {1};
    var challenge = new Challenge(engine, digest -> Optional.of(before), Gate.MEASURED);
    // When
    var many =
        run(new Written(), challenge)
            .train(gated, gatedSet(100), release("sentiment", "before", 49), () -> false);
    var few = run(new Written(), challenge).train(gated, gatedSet(100), learnt(60), () -> false);
    // Then
    assertEquals(Outcome.PUBLISHED, many);
    assertEquals(Outcome.KEPT, few);
  }

  @Test
  void anotherHeadGoesLiveWhereItIsBetter() {
    // Given
    engine.say((file, sequence) -> isLinear(file) ? right(sequence) : wrong(sequence));
    // When
    var outcome = run(new Written()).train(gated, gatedSet(300), null, () -> false);
    // Then
    assertEquals(Outcome.PUBLISHED, outcome);
    assertEquals(Rung.LINEAR, published.rung());
    assertTrue(isLinear(adapter));
    assertEquals(2, engine.trained().size());
  }

  @Test
  void anotherHeadDoesNotWhereItIsNotBetterOrThereIsLittleToLearnFrom() {
    // Given
    engine.say((file, sequence) -> file == null ? wrong(sequence) : right(sequence));
    // When
    run(new Written()).train(gated, gatedSet(100), null, () -> false);
    // Then
    assertEquals(Rung.PROMPT, published.rung());
    assertEquals(1, engine.trained().size());
    // And when
    run(new Written()).train(gated, gatedSet(300), null, () -> false);
    // Then
    assertEquals(Rung.PROMPT, published.rung());
    assertEquals(3, engine.trained().size());
  }

  @Test
  void anAdapterOfATaskWithAShadowRidesAlongBeforeItGoesLive() {
    // Given
    engine.say((file, sequence) -> file == null ? wrong(sequence) : right(sequence));
    // When
    var outcome = run(new Written()).train(shadowed(), gatedSet(100), null, () -> false);
    // Then
    assertEquals(Outcome.PUBLISHED, outcome);
    assertNull(published.digest());
    assertEquals(-1, published.trainedThrough());
    assertEquals(0.25, published.challenger().share());
    assertEquals(AdapterFile.digest(adapter), published.challenger().release().digest());
    assertEquals(99, published.challenger().release().trainedThrough());
    assertEquals(Decision.Outcome.SHADOWED, decided.outcome());
    assertTrue(
        decided.reason().endsWith("It rides along on 25 % of the texts first."), decided.reason());
  }

  @Test
  void itRidesAlongBesideTheAdapterThatIsLive() {
    // Given
    Release live = release("sentiment", "erased", 49);
    // When
    run(new Written()).train(shadowed(), gatedSet(100), live, () -> false);
    // Then
    assertEquals(live, published.with(null));
    assertEquals("erased", published.challenger().release().previous());
  }

  private Task shadowed() {
    var learning = gated.definition().learning().change().shadow(0.25).done();
    return task(gated.definition().learning(learning));
  }

  private static boolean isLinear(byte[] file) {
    return file != null && new String(file, StandardCharsets.UTF_8).endsWith("linear");
  }

  private static Release learnt(int examples) {
    return new Release("sentiment", "before", null, Map.of(), "test", examples, 49, NOW);
  }

  @Test
  void theLiveAdapterIsTheChampionNotTheBaseModel() {
    // Given
    byte[] live = {1};
    engine.say((file, sequence) -> file == live ? right(sequence) : wrong(sequence));
    var challenge =
        new Challenge(
            engine,
            digest -> digest.equals("before") ? Optional.of(live) : Optional.empty(),
            Gate.MEASURED);
    // When
    var outcome =
        run(new Written(), challenge)
            .train(gated, gatedSet(100), release("sentiment", "before", 49), () -> false);
    // Then
    assertEquals(Outcome.KEPT, outcome);
    assertEquals("before", decided.champion());
    assertTrue(decided.recent().examples() < decided.overall().examples());
  }

  @Test
  void anAdapterWhoseChampionIsGoneGoesLive() {
    // When
    var outcome =
        run(new Written())
            .train(gated, gatedSet(100), release("sentiment", "erased", 49), () -> false);
    // Then
    assertEquals(Outcome.PUBLISHED, outcome);
    assertNull(decided.overall());
  }

  @Test
  void whatHasLearntFromAnErasedExampleIsThrownAway() {
    // Given
    TrainingSet set = set(8, -1);
    memory.erase("sentiment", "d3");
    // When
    var outcome = run(new Written()).train(task, set, null, () -> false);
    // Then
    assertEquals(Outcome.ERASED, outcome);
    assertNull(published);
  }

  @Test
  void aLabelThatIsCorrectedDuringTheRunIsForTheNextOne() {
    // Given
    TrainingSet set = set(8, -1);
    memory.put("sentiment", "d3", kept(task, "d3", "negative", 8));
    // When
    var outcome = run(new Written()).train(task, set, null, () -> false);
    // Then
    assertEquals(Outcome.PUBLISHED, outcome);
    assertEquals(7, published.trainedThrough());
  }

  /** The sequence's first word says which label is right. */
  private static float[] right(Sequence sequence) {
    return sequence.inputIds()[1] == NEGATIVE ? new float[] {1, 0} : new float[] {0, 1};
  }

  private static float[] wrong(Sequence sequence) {
    float[] right = right(sequence);
    return new float[] {right[1], right[0]};
  }

  private TrainingSet gatedSet(int examples) {
    for (int i = 0; i < examples; i++) {
      int word = i % 2 == 0 ? NEGATIVE : NEGATIVE + 1;
      var sequence =
          new TokenSequence(new int[] {2, word, 4, 3}, new int[4], new int[] {2}, null, 0);
      byte[] record = bytes(example(gated, "d" + i, label(i), sequence));
      memory.put("sentiment", "d" + i, new Kept(i, gated.version(), label(i), record));
    }
    return TrainingSet.of(memory, gated, -1);
  }

  /** Keeps what was published last. */
  private final class Written implements Publication {
    private boolean accepts = true;

    @Override
    public boolean publish(byte[] file, Release release, Decision decision, Release basis) {
      if (accepts) {
        adapter = file;
        published = release;
        decided = decision;
      }
      return accepts;
    }

    @Override
    public boolean keep(Decision decision, Release basis) {
      decided = decision;
      return accepts;
    }
  }

  private Run run(Publication publication) {
    return run(publication, new Challenge(engine, digest -> Optional.empty(), Gate.MEASURED));
  }

  private Run run(Publication publication, Challenge challenge) {
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new Run(
        engine,
        PLANNER,
        Curricula.of(engine, PLANNER, texts),
        challenge,
        memory,
        publication,
        Deference.NEVER,
        heard,
        clock);
  }

  private TrainingSet set(int examples, long trainedThrough) {
    for (int i = 0; i < examples; i++) {
      memory.put("sentiment", "d" + i, kept(task, "d" + i, label(i), i));
    }
    return TrainingSet.of(memory, task, trainedThrough);
  }
}

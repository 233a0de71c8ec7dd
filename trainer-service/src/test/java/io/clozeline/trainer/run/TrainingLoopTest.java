package io.clozeline.trainer.run;

import static io.clozeline.trainer.Fixtures.NOW;
import static io.clozeline.trainer.Fixtures.definition;
import static io.clozeline.trainer.Fixtures.exploiting;
import static io.clozeline.trainer.Fixtures.kept;
import static io.clozeline.trainer.Fixtures.label;
import static io.clozeline.trainer.Fixtures.release;
import static io.clozeline.trainer.Fixtures.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Evaluation;
import io.clozeline.events.task.Learning;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.engine.FakeEngine;
import io.clozeline.trainer.examples.Arrivals;
import io.clozeline.trainer.examples.MapMemory;
import io.clozeline.trainer.gate.Gate;
import io.clozeline.trainer.plan.Pace;
import io.clozeline.trainer.plan.Planner;
import io.clozeline.trainer.policy.Policy;
import io.clozeline.trainer.prequential.Figures;
import io.clozeline.trainer.unlabelled.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingLoopTest {
  private final Task a = task("a");
  private final Task b = task("b");
  private final MapMemory memory = new MapMemory();
  private final FakeCatalogue catalogue = new FakeCatalogue().define(a).define(b);
  private static final Planner PLANNER = new Planner(Pace.MEASURED);

  private final FakeEngine engine = new FakeEngine();
  private final Texts texts = new Texts();
  private final HeardRuns heard = new HeardRuns();
  private final Arrivals arrivals = new Arrivals(System::nanoTime);
  private final Figures figures =
      new Figures() {
        @Override
        public Optional<Evaluation.Prequential> of(String task, String adapterOrNull) {
          return Optional.empty();
        }

        @Override
        public Optional<Instant> alarmed(String task) {
          return Optional.ofNullable(alarmed);
        }
      };
  private final TrainingLoop loop = loop(Duration.ofHours(1));
  private long offset;
  private Instant now = NOW;
  private Instant alarmed;

  @Test
  void trainsOnceOnTheSameExamples() {
    // Given
    give(a, 4);
    // When
    ticks(3);
    // Then
    assertEquals(List.of("a"), engine.trained());
    assertEquals(3, catalogue.live("a").trainedThrough());
  }

  @Test
  void trainsAgainOnEnoughNewOnesOnly() {
    // Given
    give(a, 4);
    ticks(1);
    give(a, 3);
    ticks(1);
    assertEquals(List.of("a"), engine.trained());
    // When
    give(a, 1);
    ticks(2);
    // Then
    assertEquals(List.of("a", "a"), engine.trained());
    assertEquals(8, catalogue.live("a").examples());
  }

  @Test
  void decidesTheSameAfterARestart() {
    // Given
    give(a, 4);
    give(b, 4);
    catalogue.live.put("a", release("a", "by an earlier process", 3));
    // When
    ticks(3);
    // Then
    assertEquals(List.of("b"), engine.trained());
  }

  @Test
  void tasksTakeTurns() {
    // Given
    give(a, 4);
    give(b, 4);
    ticks(1);
    give(a, 4);
    // When
    ticks(2);
    // Then
    assertEquals(List.of("a", "b", "a"), engine.trained());
  }

  @Test
  void aFailedRunWaitsForANewExample() {
    // Given
    engine.fail(new IllegalStateException("out of luck"));
    give(a, 4);
    ticks(3);
    assertEquals(List.of("a"), engine.trained());
    assertTrue(engine.rested());
    // When
    engine.fail(null);
    give(a, 1);
    ticks(3);
    // Then
    assertEquals(List.of("a", "a"), engine.trained());
    assertEquals(List.of(Outcome.FAILED, Outcome.PUBLISHED), heard.outcomes);
  }

  @Test
  void skipsATaskWhoseDefinitionIsGone() {
    // Given
    give(a, 4);
    catalogue.tasks.remove("a");
    // When
    ticks(2);
    // Then
    assertEquals(List.of(), engine.trained());
  }

  @Test
  void waitsUntilTheReleasesAreKnown() {
    // Given
    give(a, 4);
    catalogue.complete = false;
    // When
    ticks(2);
    // Then
    assertEquals(List.of(), engine.trained());
  }

  @Test
  void anErasureDoesNotTrain() {
    // Given
    give(a, 5);
    ticks(1);
    memory.erase("a", "d1");
    arrivals.erased("a");
    // When
    ticks(2);
    // Then
    assertEquals(List.of("a"), engine.trained());
  }

  @Test
  void countsOnlyWhatHasChanged() {
    // Given
    give(a, 2);
    ticks(1);
    int before = heard.counts;
    // When
    ticks(5);
    // Then
    assertEquals(before, heard.counts);
  }

  @Test
  void givesTheEnginesMemoryBackWhenIdle() {
    // Given
    ticks(1);
    assertFalse(engine.rested());
    // When
    loop(Duration.ZERO).tick();
    // Then
    assertTrue(engine.rested());
  }

  @Test
  void runsInItsOwnThreadAndStopsQuickly() throws InterruptedException {
    // Given
    give(a, 4);
    loop.start();
    for (int i = 0; i < 500 && catalogue.live("a") == null; i++) {
      Thread.sleep(10);
    }
    assertTrue(loop.alive());
    // When
    loop.close();
    // Then
    assertEquals(List.of("a"), engine.trained());
    assertFalse(loop.alive());
  }

  @Test
  void manyTextsWithoutLabelsAreAReasonToTrainAgain() {
    // Given
    Task task = task(exploiting("a", 1));
    catalogue.tasks.put("a", task);
    give(task, 4);
    ticks(2);
    texts.add(task, 63);
    ticks(2);
    assertEquals(1, runs());
    // When
    texts.add(task, 1);
    ticks(3);
    // Then
    assertEquals(2, runs());
    assertEquals(64.0, catalogue.live("a").metrics().get("unlabelled"));
  }

  @Test
  void aTaskThatLearnsFromLabelsAloneDoesNotMindOtherTexts() {
    // Given
    give(a, 4);
    ticks(2);
    // When
    texts.add(a, 1_000);
    ticks(2);
    // Then
    assertEquals(1, runs());
  }

  @Test
  void anAlarmIsAnsweredOnceWithTheFewLabelsThatAreNew() {
    // Given
    Task patient = patient(null);
    give(patient, 16);
    ticks(1);
    give(patient, 4);
    ticks(1);
    assertEquals(1, runs());
    // When
    alarmed = NOW.plusSeconds(1);
    ticks(1);
    // Then the decision comes after the alarm
    assertEquals(2, runs());
    alarmed = NOW.minusSeconds(1);
    give(patient, 4);
    ticks(2);
    assertEquals(2, runs());
  }

  @Test
  void aLabelDoesNotWaitForOthersForever() {
    // Given
    Task patient = patient(Duration.ofMinutes(10));
    give(patient, 16);
    ticks(1);
    give(patient, 1);
    now = NOW.plus(Duration.ofMinutes(10)).minusMillis(1);
    ticks(1);
    assertEquals(1, runs());
    // When
    now = NOW.plus(Duration.ofMinutes(10));
    ticks(1);
    // Then
    assertEquals(2, runs());
    assertEquals(17, catalogue.live("a").examples());
  }

  /** The task {@code a}, which asks for 16 new examples. */
  private Task patient(Duration maxWait) {
    var learning =
        Learning.DEFAULT.change().minExamples(16).promote("always").maxWait(maxWait).done();
    Task patient = task(definition("a").learning(learning));
    catalogue.define(patient);
    return patient;
  }

  private long runs() {
    return heard.outcomes.size();
  }

  private TrainingLoop loop(Duration keepOpen) {
    var standings =
        new Standings(
            new Policy(Duration.ZERO, Duration.ZERO), arrivals, texts, figures, () -> now);
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    var run =
        new Run(
            engine,
            PLANNER,
            Curricula.of(engine, PLANNER, texts),
            new Challenge(engine, digest -> Optional.empty(), Gate.MEASURED),
            memory,
            catalogue,
            Deference.NEVER,
            heard,
            clock);
    var outlook = new Outlook(memory, arrivals, heard, Duration.ZERO, System::nanoTime);
    var challenge = new Challenge(engine, digest -> Optional.empty(), Gate.MEASURED);
    var curriculum = Curricula.of(engine, PLANNER, texts);
    var probation =
        new Probation(Figures.NONE, memory, curriculum, challenge, catalogue, Clock.systemUTC());
    var shadowing = new Shadowing(Figures.NONE, Gate.MEASURED, catalogue, Clock.systemUTC());
    return new TrainingLoop(
        catalogue, memory, outlook, standings, engine, run, probation, shadowing, keepOpen);
  }

  private void give(Task task, int count) {
    for (int i = 0; i < count; i++) {
      String id = "d" + offset;
      memory.put(task.name(), id, kept(task, id, label((int) offset), offset++));
      arrivals.arrived(task.name());
    }
  }

  private void ticks(int count) {
    for (int i = 0; i < count; i++) {
      loop.tick();
    }
  }
}

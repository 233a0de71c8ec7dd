package io.clozeline.trainer.run;

import static io.clozeline.trainer.Fixtures.NOW;
import static io.clozeline.trainer.Fixtures.kept;
import static io.clozeline.trainer.Fixtures.label;
import static io.clozeline.trainer.Fixtures.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Decision;
import io.clozeline.events.Evaluation;
import io.clozeline.events.Release;
import io.clozeline.events.task.Learning;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.engine.FakeEngine;
import io.clozeline.trainer.examples.MapMemory;
import io.clozeline.trainer.gate.Gate;
import io.clozeline.trainer.plan.Pace;
import io.clozeline.trainer.plan.Planner;
import io.clozeline.trainer.unlabelled.UnlabelledTexts;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbationTest {
  private static final byte[] OLD = {1};
  private static final byte[] NEW = {2};

  private final Task task = task("sentiment");
  private final FakeCatalogue catalogue = new FakeCatalogue().define(task);
  private final FakeEngine engine = new FakeEngine();
  private final MapMemory memory = new MapMemory();
  private final Map<String, Evaluation.Prequential> figures = new HashMap<>();
  private final Map<String, byte[]> adapters = new HashMap<>(Map.of("old", OLD, "new", NEW));
  private final Release live =
      new Release("sentiment", "new", "old", Map.of(), "for a test", 40, 39, NOW);
  private final Decision promoted =
      new Decision(
          "sentiment", Decision.Outcome.PROMOTED, "old", "new", null, null, 40, 39, "x", NOW);

  private final Probation probation =
      new Probation(
          (task, adapter) -> Optional.ofNullable(figures.get(adapter)),
          memory,
          Curricula.of(engine, new Planner(Pace.MEASURED), UnlabelledTexts.NONE),
          new Challenge(engine, digest -> Optional.ofNullable(adapters.get(digest)), Gate.MEASURED),
          catalogue,
          Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void labelsSinceThen() {
    catalogue.live.put("sentiment", live);
    for (int i = 0; i < 60; i++) {
      memory.put("sentiment", "d" + i, kept(task, "d" + i, label(i), i));
    }
    figures.put("old", share(0.85, 100));
    figures.put("new", share(0.70, 30));
    engine.say((file, sequence) -> new float[] {file == NEW ? -1 : 1, 0}); // half are negative
  }

  @Test
  void aReleaseThatFallsAndIsWorseOnNewLabelsIsTakenBack() {
    // Given new labels that the old one knows
    onlyNegativeSince();
    // When
    Release back = probation.check(task, live, promoted).orElseThrow();
    // Then
    assertEquals("old", back.digest());
    assertEquals("new", back.previous());
    assertEquals(39, back.trainedThrough());
    assertEquals(back, catalogue.live.get("sentiment"));
    Decision decision = catalogue.decided.get("sentiment");
    assertEquals(Decision.Outcome.ROLLED_BACK, decision.outcome());
    assertEquals(20, decision.overall().examples());
    assertEquals(
        "Rolled back: 0.700 of 30 answers were right, 0.850 of those before; on 20 labels since"
            + " then the adapter before has 1.000 against 0.000.",
        back.reason());
  }

  @Test
  void bothAreComparedAsTheyAreServedAndTheOneBeforeIsServedAsItWas() {
    // Given an old one that knows with demonstrations alone
    Task shows = task(Demonstrated.definition("sentiment", Learning.DEFAULT));
    for (int i = 0; i < 60; i++) {
      memory.put("sentiment", "d" + i, kept(shows, "d" + i, i < 40 ? label(i) : "negative", i));
    }
    engine.say((file, sequence) -> new float[] {file == OLD && sequence.length() > 6 ? 9 : -1, 0});
    Release bareNow = live.showing(false, true);
    // When
    Release back = probation.check(shows, bareNow, promoted).orElseThrow();
    // Then
    assertEquals("old", back.digest());
    assertEquals(true, back.demonstrations());
    assertEquals(false, back.previousDemonstrations());
    // And when the old one had none shown
    figures.put("new", share(0.70, 60));
    assertTrue(probation.check(shows, live.showing(true, false), promoted).isEmpty());
  }

  @Test
  void harderTextsAreNotItsFault() {
    // When both have half of the new labels right
    assertTrue(probation.check(task, live, promoted).isEmpty());
    // Then
    assertEquals(live, catalogue.live.get("sentiment"));
    assertNull(catalogue.decided.get("sentiment"));
  }

  @Test
  void itIsLookedAtAgainOnlyWhenThereIsMoreToSee() {
    // Given
    assertTrue(probation.check(task, live, promoted).isEmpty());
    onlyNegativeSince();
    // When
    figures.put("new", share(0.70, 44));
    assertTrue(probation.check(task, live, promoted).isEmpty());
    figures.put("new", share(0.70, 45));
    // Then
    assertTrue(probation.check(task, live, promoted).isPresent());
  }

  @Test
  void nothingHappensBeforeThereIsEnoughToSay() {
    // Given
    onlyNegativeSince();
    figures.put("new", share(0.10, 29));
    // Then
    assertTrue(probation.check(task, live, promoted).isEmpty());
    figures.put("new", share(0.81, 300));
    assertTrue(probation.check(task, live, promoted).isEmpty());
    figures.remove("old");
    assertTrue(probation.check(task, live, promoted).isEmpty());
    assertTrue(probation.check(task, null, null).isEmpty());
  }

  @Test
  void whatHasBeenErasedCannotComeBack() {
    // Given
    onlyNegativeSince();
    adapters.remove("old");
    // Then
    assertTrue(probation.check(task, live, promoted).isEmpty());
  }

  @Test
  void whatAPersonHasChosenStays() {
    // Given
    onlyNegativeSince();
    var byHand =
        new Decision(
            "sentiment", Decision.Outcome.ROLLED_BACK, "old", "new", null, null, 40, 39, "x", NOW);
    // Then
    assertTrue(probation.check(task, live, byHand).isEmpty());
  }

  private void onlyNegativeSince() {
    for (int i = 40; i < 60; i++) {
      memory.put("sentiment", "d" + i, kept(task, "d" + i, "negative", i));
    }
  }

  private static Evaluation.Prequential share(double release, long size) {
    return new Evaluation.Prequential(0.8, 200, 0.8, release, size);
  }
}

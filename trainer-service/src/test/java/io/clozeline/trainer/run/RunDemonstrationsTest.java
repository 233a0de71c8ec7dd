package io.clozeline.trainer.run;

import static io.clozeline.trainer.Fixtures.NOW;
import static io.clozeline.trainer.Fixtures.bytes;
import static io.clozeline.trainer.Fixtures.example;
import static io.clozeline.trainer.Fixtures.label;
import static io.clozeline.trainer.Fixtures.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.Sequence;
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
import io.clozeline.trainer.unlabelled.UnlabelledTexts;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** Runs of a task whose prompt has demonstrations, which are shown where they prove better. */
class RunDemonstrationsTest {
  private static final Planner PLANNER = new Planner(Pace.MEASURED);
  private static final byte[] LIVE = "live".getBytes(StandardCharsets.UTF_8);

  private final FakeEngine engine = new FakeEngine();
  private final MapMemory memory = new MapMemory();
  private final FakeCatalogue catalogue = new FakeCatalogue();
  private final Map<String, byte[]> adapters = new HashMap<>(Map.of("live", LIVE));

  @Test
  void theBaseModelGoesLiveWithDemonstrationsWhereTheyAreTheBestThing() {
    // Given
    right((file, sequence) -> file == null && Demonstrated.shown(sequence));
    // When
    Outcome outcome = run(weighing(), null, 100);
    // Then
    assertEquals(Outcome.PUBLISHED, outcome);
    Release release = catalogue.live("t");
    assertNull(release.digest());
    assertEquals(Rung.DEMONSTRATIONS, release.rung());
    assertEquals(true, release.demonstrations());
    assertEquals(false, release.previousDemonstrations());
    assertEquals(0, release.examples());
    assertEquals(99, release.trainedThrough());
    assertNull(release.examplesDigest());
    int learnt = catalogue.decided("t").examples();
    assertEquals(
        "The base model, shown demonstrations of " + learnt + " of 100 examples.",
        release.reason());
    assertTrue(
        catalogue.decided("t").reason().startsWith("With demonstrations. Promoted: better"),
        catalogue.decided("t").reason());
    assertNull(catalogue.decided("t").challenger());
  }

  @Test
  void theBaseModelNeedsNotRideAlong() {
    // Given
    right((file, sequence) -> file == null && Demonstrated.shown(sequence));
    var learning = Learning.DEFAULT.change().shadow(0.25).done();
    // When
    run(task(Demonstrated.definition("t", learning)), null, 100);
    // Then
    assertEquals(true, catalogue.live("t").demonstrations());
    assertNull(catalogue.live("t").challenger());
    assertEquals(Decision.Outcome.PROMOTED, catalogue.decided("t").outcome());
  }

  @Test
  void anAdapterThatIsBetterWithDemonstrationsIsServedWithThem() {
    // Given
    right((file, sequence) -> says(file, "shown"));
    // When
    run(weighing(), null, 100);
    // Then
    Release release = catalogue.live("t");
    assertEquals(Rung.PROMPT, release.rung());
    assertEquals(true, release.demonstrations());
    assertEquals(false, release.previousDemonstrations());
    assertEquals(2, engine.trained().size());
  }

  @Test
  void oneThatIsNotIsServedWithout() {
    // Given
    right((file, sequence) -> file != null && file != LIVE);
    // When
    run(weighing(), live(true), 100);
    // Then
    Release release = catalogue.live("t");
    assertEquals(false, release.demonstrations());
    assertEquals(true, release.previousDemonstrations());
    assertEquals("live", release.previous());
  }

  @Test
  void aFirstAdapterRidesAlongBesideTheBareBaseModel() {
    // Given
    right((file, sequence) -> says(file, "shown"));
    var learning = Learning.DEFAULT.change().shadow(0.25).done();
    // When
    run(task(Demonstrated.definition("t", learning)), null, 100);
    // Then
    Release release = catalogue.live("t");
    assertEquals(false, release.demonstrations());
    assertEquals(true, release.challenger().release().demonstrations());
  }

  @Test
  void theChampionIsTestedAsItIsServed() {
    // Given a live adapter that is right with demonstrations alone, and new ones that never are
    right((file, sequence) -> file == LIVE && Demonstrated.shown(sequence));
    // When
    Outcome shown = run(weighing(), live(true), 100);
    Decision whileShown = catalogue.decided("t");
    run(weighing(), live(false), 100);
    Decision whileBare = catalogue.decided("t");
    // Then
    assertEquals(Outcome.KEPT, shown);
    assertEquals(1, whileShown.overall().champion());
    assertEquals(0, whileBare.overall().champion());
  }

  @Test
  void aTaskThatDoesNotClimbAlwaysShowsThemAndItsReleasesSayNothing() {
    // Given
    right((file, sequence) -> file != null);
    var stays = Learning.DEFAULT.change().ladder(false).done();
    // When
    run(task(Demonstrated.definition("t", stays)), null, 100);
    // Then
    Release release = catalogue.live("t");
    assertNull(release.demonstrations());
    assertNull(release.previousDemonstrations());
    assertEquals(1, engine.trained().size());
    assertEquals(Rung.PROMPT, release.rung());
  }

  @Test
  void aLinearHeadMayTakeOver() {
    // Given
    right((file, sequence) -> says(file, "linear"));
    // When
    run(weighing(), live(true), 300);
    // Then
    Release release = catalogue.live("t");
    assertEquals(Rung.LINEAR, release.rung());
    assertEquals(false, release.demonstrations());
  }

  private static Task weighing() {
    return task(Demonstrated.definition("t", Learning.DEFAULT));
  }

  private static Release live(boolean shown) {
    return new Release("t", "live", null, null, "test", 10, 49, NOW).showing(shown, null);
  }

  private static boolean says(byte[] file, String word) {
    return file != null && new String(file, StandardCharsets.UTF_8).endsWith(word);
  }

  private void right(BiPredicate<byte[], Sequence> knows) {
    engine.say(
        (file, sequence) ->
            knows.test(file, sequence)
                ? Demonstrated.right(sequence)
                : Demonstrated.wrong(sequence));
  }

  private Outcome run(Task task, Release live, int examples) {
    var challenge =
        new Challenge(engine, digest -> Optional.ofNullable(adapters.get(digest)), Gate.MEASURED);
    return new Run(
            engine,
            PLANNER,
            Curricula.of(engine, PLANNER, UnlabelledTexts.NONE),
            challenge,
            memory,
            catalogue,
            Deference.NEVER,
            new HeardRuns(),
            Clock.fixed(NOW, ZoneOffset.UTC))
        .train(task, set(task, examples), live, () -> false);
  }

  private TrainingSet set(Task task, int examples) {
    for (int i = 0; i < examples; i++) {
      Sequence text = Demonstrated.text(i % 2);
      var sequence = new TokenSequence(text.inputIds(), text.typeIds(), text.selected(), null, 0);
      byte[] record = bytes(example(task, "d" + i, label(i), sequence));
      memory.put("t", "d" + i, new Kept(i, task.version(), label(i), record));
    }
    return TrainingSet.of(memory, task, -1);
  }
}

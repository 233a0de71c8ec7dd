package io.clozeline.trainer.run;

import static io.clozeline.trainer.Fixtures.NOW;
import static io.clozeline.trainer.Fixtures.label;
import static io.clozeline.trainer.Fixtures.release;
import static io.clozeline.trainer.Fixtures.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Challenger;
import io.clozeline.events.Decision;
import io.clozeline.events.Evaluation;
import io.clozeline.events.Release;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.gate.Gate;
import io.clozeline.trainer.prequential.Figures;
import io.clozeline.trainer.prequential.Pair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShadowingTest {
  private static final Instant LATER = NOW.plusSeconds(60);

  private final Task task = task("sentiment");
  private final FakeCatalogue catalogue = new FakeCatalogue().define(task);
  private final List<Pair> pairs = new ArrayList<>();
  private final Release champion = release("sentiment", "old", 39);
  private final Release trained = release("sentiment", "new", 79);
  private final Release live = champion.with(new Challenger(0.25, trained));
  private final Decision shadowed =
      new Decision(
          "sentiment", Decision.Outcome.SHADOWED, "old", "new", null, null, 64, 79, "x", NOW);

  private final Shadowing shadowing =
      new Shadowing(new Paired(), Gate.MEASURED, catalogue, Clock.fixed(LATER, ZoneOffset.UTC));

  /** Says what both made of the same documents. */
  private final class Paired implements Figures {
    @Override
    public Optional<Evaluation.Prequential> of(String task, String adapterOrNull) {
      return Optional.empty();
    }

    @Override
    public List<Pair> pairs(String task, String championOrNull, String challenger) {
      boolean both = "old".equals(championOrNull) && challenger.equals("new");
      return both ? pairs : List.of();
    }
  }

  @Test
  void aChallengerThatHoldsItsOwnInTheStreamGoesLive() {
    // Given
    both(Shadowing.ENOUGH, 0.8, 0.9);
    // When
    Release now = shadowing.check(task, live, shadowed).orElseThrow();
    // Then
    assertEquals("new", now.digest());
    assertEquals("old", now.previous());
    assertEquals(79, now.trainedThrough());
    assertEquals(LATER, now.at());
    assertNull(now.challenger());
    assertEquals(now, catalogue.live.get("sentiment"));
    Decision decision = catalogue.decided.get("sentiment");
    assertEquals(Decision.Outcome.PROMOTED, decision.outcome());
    assertEquals(Shadowing.ENOUGH, decision.overall().examples());
    assertEquals(79, decision.consideredThrough());
    assertTrue(decision.reason().startsWith("In the stream. Promoted"), decision.reason());
  }

  @Test
  void oneThatIsWorseThereIsSentAway() {
    // Given
    both(Shadowing.ENOUGH, 0.9, 0.6);
    // When
    Release now = shadowing.check(task, live, shadowed).orElseThrow();
    // Then
    assertEquals(champion, now);
    Decision decision = catalogue.decided.get("sentiment");
    assertEquals(Decision.Outcome.KEPT, decision.outcome());
    assertEquals("new", decision.challenger());
  }

  @Test
  void nothingIsDecidedBeforeThereIsEnoughToSay() {
    // Given
    both(Shadowing.ENOUGH - 1, 0, 1);
    // Then
    assertTrue(shadowing.check(task, live, shadowed).isEmpty());
    assertTrue(shadowing.check(task, champion, shadowed).isEmpty());
    assertTrue(shadowing.check(task, null, null).isEmpty());
    assertTrue(catalogue.live.isEmpty());
  }

  @Test
  void theFirstAdapterRidesAlongBesideTheBaseModel() {
    // Given
    var definition = task.definition();
    Task shadowing =
        task(
            definition.learning(
                definition.learning().promote("gated").change().shadow(0.5).done()));
    // When
    Release start = Shadowing.start(shadowing, null, trained);
    // Then
    assertNull(start.digest());
    assertEquals(new Challenger(0.5, trained), start.challenger());
  }

  private void both(int documents, double championRight, double challengerRight) {
    for (int i = 0; i < documents; i++) {
      double place = (double) i / documents;
      pairs.add(
          new Pair(i, label(i), place < championRight ? 1 : 0, place < challengerRight ? 1 : 0));
    }
  }
}

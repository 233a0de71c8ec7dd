package io.clozeline.trainer.run;

import static io.clozeline.trainer.Fixtures.NOW;
import static io.clozeline.trainer.Fixtures.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.Sequence;
import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.events.Decision;
import io.clozeline.events.Release;
import io.clozeline.events.Rung;
import io.clozeline.events.task.Learning;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.engine.FakeEngine;
import io.clozeline.trainer.engine.RunPhases;
import io.clozeline.trainer.examples.Taught;
import io.clozeline.trainer.gate.Gate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is tried, and what is sent to the gate. The right answers are those of {@link #good}. */
class ClimbTest {
  private static final Release BARE = release(null, Rung.ZERO_SHOT, false);
  private static final Release SHOWN_BASE = release(null, Rung.DEMONSTRATIONS, true);
  private static final Release SHOWN = release("live", Rung.PROMPT, true);
  private static final Release LINEAR = release("live", Rung.LINEAR, false);

  private final Task task = task(Demonstrated.definition("t", Learning.DEFAULT));
  private final FakeEngine engine = new FakeEngine();
  private final List<String> trained = new ArrayList<>();
  private Set<String> good = Set.of();
  private int apart = 20;

  @Test
  void anAdapterWithDemonstrationsHasToBeSurelyBetter() {
    // Given
    good = Set.of("prompt shown");
    // When
    Contender best = best(null, 32, null);
    // Then
    assertEquals("prompt shown", name(best));
    assertEquals(List.of("prompt", "prompt shown"), trained);
    // And when all are level
    good = Set.of("prompt", "prompt shown");
    // Then
    assertEquals("prompt", name(best(null, 32, null)));
  }

  @Test
  void theSecondAdapterIsTrainedOnlyOnceThereAreTwiceAsManyExamples() {
    // Given
    good = Set.of("prompt shown");
    // When
    Contender best = best(BARE, 48, decided(32));
    // Then
    assertEquals("prompt", name(best));
    assertEquals(List.of("prompt"), trained);
  }

  @Test
  void aTaskGoesOnWithDemonstrationsWhereItsReleaseShowsThem() {
    // When
    Contender best = best(SHOWN, 48, decided(32));
    // Then
    assertEquals("prompt shown", name(best));
    assertEquals(List.of("prompt shown"), trained);
  }

  @Test
  void demonstrationsHaveToProveThemselvesAgain() {
    // Given
    good = Set.of("prompt shown", "prompt");
    // When
    Contender level = best(SHOWN, 64, decided(32));
    // Then
    assertEquals("prompt", name(level));
    assertEquals(List.of("prompt shown", "prompt"), trained);
    // And when
    good = Set.of("prompt shown");
    // Then
    assertEquals("prompt shown", name(best(SHOWN, 64, decided(32))));
  }

  @Test
  void theBaseModelWithDemonstrationsWinsWhereNoAdapterComesNearIt() {
    // Given
    good = Set.of("base shown");
    // When
    Contender best = best(null, 32, null);
    // Then
    assertTrue(best.based() && best.shown());
    assertEquals(Rung.DEMONSTRATIONS, best.rung());
    // And when it is tried while the base model answers, however few examples are new
    assertEquals("base shown", name(best(BARE, 48, decided(32))));
  }

  @Test
  void theBaseModelGivesWayToAnAdapterThatIsAsGood() {
    // Given
    good = Set.of("base shown", "prompt");
    // Then
    assertEquals("prompt", name(best(null, 32, null)));
  }

  @Test
  void theBaseModelStaysBareWhereDemonstrationsDoItNoGood() {
    // Given
    good = Set.of("base shown", "base");
    // Then
    assertEquals("prompt", name(best(null, 32, null)));
  }

  @Test
  void theBaseModelIsNotTriedAgainWhereItIsLiveOrAnAdapterIs() {
    // Given
    good = Set.of("base shown");
    // Then
    assertEquals("prompt shown", name(best(SHOWN_BASE, 48, decided(32))));
    assertEquals("prompt shown", name(best(SHOWN, 48, decided(32))));
    assertEquals("base shown", name(best(SHOWN, 64, decided(32))));
  }

  @Test
  void aLinearHeadIsTriedToo() {
    // Given
    good = Set.of("linear");
    // When
    Contender best = best(SHOWN, 400, decided(300));
    // Then
    assertEquals("linear", name(best));
    assertFalse(best.shown());
    assertEquals(List.of("prompt shown", "linear"), trained);
  }

  @Test
  void aLinearHeadHasNoDemonstrationsShown() {
    // When
    Contender best = best(LINEAR, 400, decided(100));
    // Then
    assertEquals("linear", name(best));
    assertEquals(List.of("linear", "prompt"), trained);
  }

  @Test
  void nothingElseIsTriedWhereNoExampleTells() {
    // Given
    apart = 0;
    // Then
    assertEquals("prompt", name(best(null, 32, null)));
    assertEquals(List.of("prompt"), trained);
  }

  @Test
  void whatIsAlwaysShownIsNotWeighed() {
    // Given
    var stays = Learning.DEFAULT.change().ladder(false).done();
    Task always = task(Demonstrated.definition("t", stays));
    good = Set.of("prompt", "base");
    // Then
    assertEquals("prompt shown", name(best(always, null, 400, null)));
    assertEquals(List.of("prompt shown"), trained);
  }

  private Contender best(Release live, int examples, Decision decided) {
    return best(task, live, examples, decided);
  }

  private Contender best(Task of, Release live, int examples, Decision decided) {
    engine.say(
        (file, sequence) ->
            good.contains(asked(file, sequence))
                ? Demonstrated.right(sequence)
                : Demonstrated.wrong(sequence));
    var challenge = new Challenge(engine, digest -> Optional.empty(), Gate.MEASURED);
    var contest = new Contest(challenge, of, apart(), RunPhases.SILENT);
    return new Climb(of, live, this::train, contest, RunPhases.SILENT).best(examples, decided);
  }

  private Contender train(Rung rung, boolean shown) {
    String name = rung.text() + (shown ? " shown" : "");
    trained.add(name);
    return new Contender(rung, shown, name.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** An adapter says itself what it was trained with; the base model is asked both ways. */
  private static String asked(byte[] file, Sequence sequence) {
    return file == null
        ? "base" + (Demonstrated.shown(sequence) ? " shown" : "")
        : new String(file, StandardCharsets.UTF_8);
  }

  private static String name(Contender contender) {
    return contender.based()
        ? "base" + (contender.shown() ? " shown" : "")
        : new String(contender.adapter(), StandardCharsets.UTF_8);
  }

  private Apart apart() {
    List<Taught> bare = new ArrayList<>();
    List<Taught> shown = new ArrayList<>();
    for (int i = 0; i < apart; i++) {
      Sequence text = Demonstrated.text(i % 2);
      bare.add(taught(i, text));
      shown.add(taught(i, behind(text)));
    }
    return new Apart(bare, shown);
  }

  private static Sequence behind(Sequence text) {
    int[] ids = Arrays.copyOf(text.inputIds(), 8);
    return new Sequence(ids, new int[8], text.selected());
  }

  private static Taught taught(int i, Sequence sequence) {
    String label = i % 2 == 0 ? "negative" : "positive";
    return new Taught("d" + i, i, label, List.of(LabelledSequence.of(sequence, i % 2)));
  }

  private static Release release(String digest, Rung rung, boolean shown) {
    return new Release("t", digest, null, null, "test", 1, 1, NOW, null, null, rung, null)
        .showing(shown, null);
  }

  private static Decision decided(int examples) {
    return new Decision(
        "t", Decision.Outcome.KEPT, null, "a", null, null, examples, 1, "test", NOW);
  }
}

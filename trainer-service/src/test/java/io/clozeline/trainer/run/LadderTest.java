package io.clozeline.trainer.run;

import static io.clozeline.trainer.Fixtures.NOW;
import static io.clozeline.trainer.Fixtures.definition;
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
import java.util.List;
import org.junit.jupiter.api.Test;

class LadderTest {
  private final Task prompted = learning(Learning.DEFAULT);

  @Test
  void standsWhereItsReleaseDoes() {
    assertEquals(Rung.PROMPT, Ladder.standing(prompted, null));
    assertEquals(Rung.PROMPT, Ladder.standing(prompted, release("a", null)));
    assertEquals(Rung.LINEAR, Ladder.standing(prompted, release("a", Rung.LINEAR)));
    assertEquals(Rung.PROMPT, Ladder.standing(prompted, release(null, Rung.LINEAR)));
    Task stays = learning(Learning.DEFAULT.change().ladder(false).done());
    assertEquals(Rung.PROMPT, Ladder.standing(stays, release("a", Rung.LINEAR)));
    Task linear = task(definition("t").prompt(null));
    assertEquals(Rung.LINEAR, Ladder.standing(linear, null));
    Task full = learning(Learning.DEFAULT.change().method("full").done());
    assertEquals(Rung.LINEAR, Ladder.standing(full, null));
  }

  @Test
  void triesTheOtherRungEachTimeThatThereAreTwiceAsManyExamples() {
    assertFalse(Ladder.triesOther(prompted, 199, null));
    assertTrue(Ladder.triesOther(prompted, 200, null));
    assertFalse(Ladder.triesOther(prompted, 399, decided(200)));
    assertTrue(Ladder.triesOther(prompted, 400, decided(399)));
    assertFalse(Ladder.triesOther(prompted, 799, decided(400)));
    assertTrue(Ladder.triesOther(prompted, 1_700, decided(400)));
  }

  @Test
  void triesDemonstrationsEachTimeThatThereAreTwiceAsManyExamples() {
    // Given
    Task shows = task(Demonstrated.definition("t", Learning.DEFAULT));
    // Then
    assertTrue(Ladder.triesDemonstrations(shows, Rung.PROMPT, 13, null));
    assertFalse(Ladder.triesDemonstrations(shows, Rung.PROMPT, 15, decided(13)));
    assertTrue(Ladder.triesDemonstrations(shows, Rung.PROMPT, 16, decided(15)));
    assertFalse(Ladder.triesDemonstrations(shows, Rung.PROMPT, 31, decided(16)));
    assertFalse(Ladder.triesDemonstrations(shows, Rung.LINEAR, 100, null));
    assertFalse(Ladder.triesDemonstrations(prompted, Rung.PROMPT, 100, null));
  }

  @Test
  void aPromptWithDemonstrationsMayGoOnWithALinearHeadWhereItChoosesThem() {
    // Given
    Task shows = task(Demonstrated.definition("t", Learning.DEFAULT));
    var stays = Learning.DEFAULT.change().ladder(false).done();
    Task always = task(Demonstrated.definition("t", stays));
    // Then
    assertTrue(Ladder.triesOther(shows, 200, null));
    assertEquals(Rung.LINEAR, Ladder.standing(shows, release("a", Rung.LINEAR)));
    assertFalse(Ladder.triesOther(always, 200, null));
    assertEquals(Rung.PROMPT, Ladder.standing(always, release("a", Rung.LINEAR)));
  }

  @Test
  void triesNothingWhereNothingWouldTell() {
    Task untested = learning(Learning.DEFAULT.promote("always"));
    Task stays = learning(Learning.DEFAULT.change().ladder(false).done());
    Task linear = task(definition("t").prompt(null));
    Task full = learning(Learning.DEFAULT.change().method("full").done());
    for (Task task : List.of(untested, stays, linear, full)) {
      assertFalse(Ladder.triesOther(task, 1_000, null));
    }
  }

  @Test
  void aLinearHeadReadsTheFirstMask() {
    // Given
    var two = new Sequence(new int[] {1, 2, 3}, new int[3], new int[] {1, 2});
    var lessons = List.of(LabelledSequence.of(two, 1));
    // Then
    assertEquals(lessons, Ladder.lessons(Rung.PROMPT, prompted, lessons));
    LabelledSequence first = Ladder.lessons(Rung.LINEAR, prompted, lessons).get(0);
    assertEquals(List.of(1), List.of(first.sequence().selected()[0]));
    assertEquals(1, first.sequence().selected().length);
    assertEquals(1, first.classes()[0]);
    Task linear = Ladder.on(Rung.LINEAR, prompted);
    assertFalse(linear.definition().prompted());
    assertEquals(prompted.version(), linear.version());
    assertEquals(prompted, Ladder.on(Rung.PROMPT, prompted));
  }

  private static Task learning(Learning learning) {
    return task(definition("t").learning(learning));
  }

  private static Release release(String digest, Rung rung) {
    return new Release("t", digest, null, null, "test", 1, 1, NOW, null, null, rung, null);
  }

  private static Decision decided(int examples) {
    return new Decision(
        "t", Decision.Outcome.KEPT, null, "a", null, null, examples, 1, "test", NOW);
  }
}

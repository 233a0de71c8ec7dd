package io.clozeline.deploy.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.deploy.evaluate.data.Item;
import io.clozeline.deploy.evaluate.data.ItemSet;
import io.clozeline.deploy.simulate.LiveStream.Moment;
import io.clozeline.deploy.task.Presets;
import io.clozeline.events.task.TaskDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveStreamTest {
  private static final TaskDefinition TASK = Presets.find("sst-2").orElseThrow();

  @Test
  void isTheSameForTheSameSeed() {
    // Given
    var scenario = scenario(List.of(), List.of(), 7);
    // When
    var one = moments(LiveStream.of(scenario, TASK, rows("a", 400), Map.of()));
    var other = moments(LiveStream.of(scenario, TASK, rows("a", 400), Map.of()));
    var another =
        moments(LiveStream.of(scenario(List.of(), List.of(), 8), TASK, rows("a", 400), Map.of()));
    // Then
    assertEquals(one, other);
    assertNotEquals(one, another);
    assertEquals(300, one.stream().map(Moment::right).distinct().count());
  }

  @Test
  void labelsAboutTheShareAskedFor() {
    var stream = LiveStream.of(scenario(List.of(), List.of(), 1), TASK, rows("a", 400), Map.of());
    long labelled = moments(stream).stream().filter(Moment::labelled).count();
    assertTrue(labelled > 60 && labelled < 120, labelled + " labels");
  }

  @Test
  void givesWrongLabelsWhereThereIsNoiseAndNowhereElse() {
    // Given
    var noisy = scenario(List.of(Noise.of("0.5@100-200")), List.of(), 1);
    // When
    var wrong = wrong(moments(LiveStream.of(noisy, TASK, rows("a", 400), Map.of())));
    var all =
        wrong(
            moments(
                LiveStream.of(
                    scenario(List.of(Noise.of("1@0-300")), List.of(), 1),
                    TASK,
                    rows("a", 400),
                    Map.of())));
    // Then
    assertTrue(wrong.stream().allMatch(place -> place >= 100 && place < 200));
    assertTrue(wrong.size() > 30 && wrong.size() < 70, wrong.size() + " wrong");
    assertEquals(300, all.size());
  }

  @Test
  void drawsTheSameTextsAndLabelsWithAndWithoutNoise() {
    // Given
    var clean = scenario(List.of(), List.of(), 3);
    var noisy = scenario(List.of(Noise.of("0.3@0-300")), List.of(), 3);
    // When
    var one = moments(LiveStream.of(clean, TASK, rows("a", 400), Map.of()));
    var other = moments(LiveStream.of(noisy, TASK, rows("a", 400), Map.of()));
    // Then
    for (int i = 0; i < one.size(); i++) {
      assertEquals(one.get(i).right(), other.get(i).right());
      assertEquals(one.get(i).labelled(), other.get(i).labelled());
    }
  }

  @Test
  void goesOnAfterADetourWhereItWasLeft() {
    // Given
    var detour = new Detour(Path.of("b"), new Stretch(100, 150));
    var straight =
        moments(LiveStream.of(scenario(List.of(), List.of(), 5), TASK, rows("a", 400), Map.of()));
    // When
    var with =
        moments(
            LiveStream.of(
                scenario(List.of(), List.of(detour), 5),
                TASK,
                rows("a", 400),
                Map.of(detour, rows("b", 60))));
    // Then
    for (int i = 0; i < 300; i++) {
      assertEquals(i >= 100 && i < 150, with.get(i).right().text().startsWith("b"));
    }
    var mainOnly = with.stream().map(m -> m.right().text()).filter(t -> t.startsWith("a")).toList();
    assertEquals(straight.subList(0, 250).stream().map(m -> m.right().text()).toList(), mainOnly);
  }

  @Test
  void leavesOutRowsWhoseLabelTheTaskDoesNotHave() {
    // Given
    var rows = new java.util.ArrayList<>(rows("a", 400).items());
    rows.add(Item.of("n", null, "neutral"));
    // When
    var stream =
        LiveStream.of(scenario(List.of(), List.of(), 1), TASK, new ItemSet(rows), Map.of());
    // Then
    assertTrue(moments(stream).stream().noneMatch(m -> m.right().text().equals("n")));
  }

  @Test
  void refusesWhatItCannotBeMadeOf() {
    var plain = scenario(List.of(), List.of(), 1);
    var strange = new ItemSet(List.of(Item.of("a", null, "neutral")));
    var cloze = Presets.find("lama").orElseThrow();
    var noisy = scenario(List.of(Noise.of("1@0-3")), List.of(), 1);
    String tooFew =
        assertThrows(
                IllegalArgumentException.class,
                () -> LiveStream.of(plain, TASK, rows("a", 10), Map.of()))
            .getMessage();
    assertEquals("the stream has 10 rows for the task; the stream needs more", tooFew);
    assertThrows(
        IllegalArgumentException.class, () -> LiveStream.of(plain, TASK, strange, Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> LiveStream.of(noisy, cloze, rows("a", 400), Map.of()));
  }

  @Test
  void readsItsPartsAsTheyAreWritten() {
    assertEquals(new Noise(0.2, new Stretch(1000, 1500)), Noise.of("0.2@1000-1500"));
    assertEquals(new Detour(Path.of("x@y/a.tsv"), new Stretch(1, 2)), Detour.of("x@y/a.tsv@1-2"));
    for (String wrong : List.of("", "@", "0.2", "0.2@5", "0.2@5-5", "0@1-2", "1.1@1-2", "x@1-2")) {
      assertThrows(IllegalArgumentException.class, () -> Noise.of(wrong), wrong);
    }
    for (String wrong : List.of("", "@1-2", "a.tsv", "a.tsv@2-1", "a.tsv@x")) {
      assertThrows(IllegalArgumentException.class, () -> Detour.of(wrong), wrong);
    }
    assertFalse(new Stretch(1, 3).has(3));
  }

  private static Scenario scenario(List<Noise> noise, List<Detour> detours, long seed) {
    return new Scenario(300, 0.3, 10, noise, detours, seed);
  }

  private static ItemSet rows(String name, int count) {
    return new ItemSet(
        IntStream.range(0, count).mapToObj(i -> Item.of(name + i, null, "" + i % 2)).toList());
  }

  private static List<Moment> moments(LiveStream stream) {
    return IntStream.range(0, stream.size()).mapToObj(stream::at).toList();
  }

  private static List<Integer> wrong(List<Moment> moments) {
    return IntStream.range(0, moments.size())
        .filter(i -> !label(moments.get(i).right()).equals(label(moments.get(i).said())))
        .boxed()
        .toList();
  }

  private static String label(Item item) {
    return io.clozeline.deploy.evaluate.kind.Names.label(item.label(), TASK);
  }
}

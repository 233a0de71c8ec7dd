package io.clozeline.trainer.demonstration;

import static io.clozeline.trainer.Fixtures.VOCABULARY;
import static io.clozeline.trainer.Fixtures.bytes;
import static io.clozeline.trainer.Fixtures.definition;
import static io.clozeline.trainer.Fixtures.example;
import static io.clozeline.trainer.Fixtures.label;
import static io.clozeline.trainer.Fixtures.task;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.Sequence;
import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.task.Demonstrations;
import io.clozeline.events.task.Learning;
import io.clozeline.events.task.Prompt;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.examples.Kept;
import io.clozeline.trainer.examples.MapMemory;
import io.clozeline.trainer.examples.Taught;
import io.clozeline.trainer.examples.TrainingSet;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemonstratingTest {
  private static final int TERRIBLE = VOCABULARY.id("terrible").orElseThrow();
  private static final int GREAT = VOCABULARY.id("great").orElseThrow();

  private final Task task = demonstrating(64);

  @Test
  void eachExampleStandsBesideOthersWithTheirWords() {
    // When
    var shown = new Demonstrating(task, set(task, 20), 512, 1).examples();
    // Then: 20 examples in 8 draws, each time with demonstrations and then without
    assertEquals(320, shown.size());
    for (int i = 0; i < shown.size(); i++) {
      int[] ids = shown.get(i).sequence().inputIds();
      assertEquals(i % 2, shown.get(i).classes()[0]);
      assertArrayEquals(new int[] {2, 7 + i % 20 % 3, 4, 3}, Arrays.copyOf(ids, 4));
      assertArrayEquals(new int[] {2}, shown.get(i).sequence().selected());
      for (int at = 4; at < ids.length; at += 3) {
        assertTrue(ids[at + 1] == TERRIBLE || ids[at + 1] == GREAT);
        assertEquals(3, ids[at + 2]);
      }
      boolean alone = i / 20 % 2 == 1;
      assertTrue(
          alone ? ids.length == 4 : ids.length == 10 || ids.length == 7,
          "one of each label, never itself");
      assertArrayEquals(segments(ids.length), shown.get(i).sequence().typeIds());
    }
  }

  @Test
  void drawsDiffer() {
    // Given
    var shown = new Demonstrating(task, set(task, 20), 512, 1).examples();
    // When
    Set<List<Integer>> ofOne = new HashSet<>();
    for (int i = 0; i < shown.size(); i += 40) {
      ofOne.add(Arrays.stream(shown.get(i).sequence().inputIds()).boxed().toList());
    }
    // Then
    assertTrue(ofOne.size() > 2, ofOne.toString());
  }

  @Test
  void theSameSeedShowsTheSame() {
    assertEquals(
        ids(new Demonstrating(task, set(task, 20), 512, 5).examples()),
        ids(new Demonstrating(task, set(task, 20), 512, 5).examples()));
  }

  @Test
  void noSequenceIsLongerThanThePromptMayBe() {
    // When
    var shown = new Demonstrating(task, set(task, 20), 7, 1).examples();
    // Then
    assertEquals(7, shown.stream().mapToInt(s -> s.sequence().length()).max().orElseThrow());
  }

  @Test
  void aLargeSetIsShownOnceEachWay() {
    assertEquals(1800, new Demonstrating(task, set(task, 900), 512, 1).examples().size());
  }

  @Test
  void whatIsKeptApartIsTestedBesideExamplesOfTheSet() {
    // Given
    var sequence = new Sequence(new int[] {2, 9, 4, 3}, new int[4], new int[] {2});
    var apart = new Taught("apart", 77, "positive", List.of(LabelledSequence.of(sequence, 1)));
    // When
    Taught shown = new Demonstrating(task, set(task, 20), 512, 1).shown(apart);
    // Then
    assertEquals("apart", shown.id());
    assertEquals(77, shown.offset());
    assertEquals(List.of(sequence), List.of(shown.sequences().get(1).sequence()));
    assertEquals(10, shown.sequences().get(0).sequence().length());
    assertEquals(1, shown.sequences().get(0).classes()[0]);
  }

  @Test
  void aTextWithoutALabelStandsBesideExamplesToo() {
    // Given
    var sequence = new Sequence(new int[] {2, 9, 4, 3}, new int[4], new int[] {2});
    var soft = LabelledSequence.soft(sequence, new float[] {0.25f, 0.75f});
    // When
    var shown = new Demonstrating(task, set(task, 20), 512, 1).text(soft, 0);
    // Then: one of each label
    assertEquals(10, shown.sequence().length());
    assertArrayEquals(new float[] {0.25f, 0.75f}, shown.targets());
  }

  @Test
  void onlyPromptsWithDemonstrationsWantThem() {
    assertTrue(task.demonstrated());
    assertFalse(task("plain").demonstrated());
    assertFalse(task(definition("linear", null, Learning.DEFAULT)).demonstrated());
  }

  /** The text's own four are the first segment. */
  private static int[] segments(int length) {
    int[] segments = new int[length];
    Arrays.fill(segments, 4, length, 1);
    return segments;
  }

  private static List<List<Integer>> ids(List<LabelledSequence> shown) {
    return shown.stream()
        .map(s -> Arrays.stream(s.sequence().inputIds()).boxed().toList())
        .toList();
  }

  private static Task demonstrating(int tokens) {
    var words = Map.of("negative", List.of("terrible"), "positive", List.of("great"));
    var shows = new Demonstrations(1, 2, tokens, null);
    var prompt = new Prompt(List.of("{text} [MASK]"), null, null, words, null, shows);
    return task(definition("a", prompt, Learning.DEFAULT));
  }

  /** Three different texts, labels in turn: {@code [CLS] text [MASK] [SEP]}. */
  private static TrainingSet set(Task task, int count) {
    var memory = new MapMemory();
    for (int i = 0; i < count; i++) {
      String id = String.format("d%03d", i);
      int[] ids = {2, 7 + i % 3, 4, 3};
      var sequence = new TokenSequence(ids, new int[4], new int[] {2}, null, 0);
      byte[] record = bytes(example(task, id, label(i), sequence));
      memory.put("a", id, new Kept(i, task.version(), label(i), record));
    }
    return TrainingSet.of(memory, task, -1);
  }
}

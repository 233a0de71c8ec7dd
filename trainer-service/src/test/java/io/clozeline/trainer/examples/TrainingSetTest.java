package io.clozeline.trainer.examples;

import static io.clozeline.trainer.Fixtures.bytes;
import static io.clozeline.trainer.Fixtures.definition;
import static io.clozeline.trainer.Fixtures.example;
import static io.clozeline.trainer.Fixtures.kept;
import static io.clozeline.trainer.Fixtures.sequence;
import static io.clozeline.trainer.Fixtures.task;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.task.Task;
import org.junit.jupiter.api.Test;

class TrainingSetTest {
  private final Task task = task("sentiment");
  private final MapMemory memory = new MapMemory();

  @Test
  void everySequenceOfAnExampleIsTrainedOn() {
    // Given
    var twoPatterns = example(task, "a", "positive", sequence(), sequence());
    memory.put("sentiment", "a", new Kept(5, task.version(), "positive", bytes(twoPatterns)));
    memory.put("sentiment", "b", kept(task, "b", "negative", 6));
    // When
    var set = TrainingSet.of(memory, task, -1);
    // Then
    assertEquals(2, set.tally().examples());
    assertEquals(
        java.util.List.of(1, 1, 0),
        set.sequences().stream().map(sequence -> sequence.classes()[0]).toList());
    var first = set.sequences().get(0).sequence();
    assertArrayEquals(sequence().inputIds(), first.inputIds());
    assertArrayEquals(new int[] {3}, first.selected());
  }

  @Test
  void whatIsLeftOutIsNotTrainedOn() {
    // Given
    memory.put("sentiment", "a", kept(task(definition("sentiment", 99)), "a", "negative", 1));
    // When
    var set = TrainingSet.of(memory, task, -1);
    // Then
    assertEquals(1, set.tally().leftOut());
    assertEquals(0, set.sequences().size());
  }
}

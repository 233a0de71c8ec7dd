package io.clozeline.trainer.examples;

import static io.clozeline.trainer.Fixtures.bytes;
import static io.clozeline.trainer.Fixtures.definition;
import static io.clozeline.trainer.Fixtures.example;
import static io.clozeline.trainer.Fixtures.kept;
import static io.clozeline.trainer.Fixtures.sequence;
import static io.clozeline.trainer.Fixtures.task;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.task.Learning;
import io.clozeline.events.task.Task;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
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

  @Test
  void aRunTakesNoMoreThanTheTaskSaysAndCountsAll() {
    // Given
    var learning = Learning.DEFAULT.change().replay(16).done();
    Task bounded = task(definition("sentiment").learning(learning));
    for (int i = 0; i < 100; i++) {
      memory.put("sentiment", "d" + i, kept(bounded, "d" + i, i < 4 ? "negative" : "positive", i));
    }
    // When
    var set = TrainingSet.of(memory, bounded, 89);
    // Then
    assertEquals(16, set.examples().size());
    assertEquals(4, set.examples().stream().filter(one -> one.label().equals("negative")).count());
    assertEquals(100, set.tally().examples());
    assertEquals(10, set.tally().fresh());
    assertEquals(99, set.tally().newest());
  }

  @Test
  void saysWhichExamplesTheseAre() throws Exception {
    // Given
    memory.put("sentiment", "b", kept(task, "b", "negative", 7));
    memory.put("sentiment", "a", kept(task, "a", "positive", 12));
    // When
    var set = TrainingSet.of(memory, task, -1);
    // Then
    byte[] lines = "7 b\n12 a\n".getBytes(StandardCharsets.UTF_8);
    byte[] sha = MessageDigest.getInstance("SHA-256").digest(lines);
    assertEquals(HexFormat.of().formatHex(sha), set.digest());
    assertEquals(7, set.firstOffset());
  }

  @Test
  void countsWhatWasErasedSinceAndNotWhatWasCorrected() {
    // Given
    for (int i = 0; i < 4; i++) {
      memory.put("sentiment", "d" + i, kept(task, "d" + i, "negative", i));
    }
    var set = TrainingSet.of(memory, task, -1);
    assertEquals(0, set.erased(memory, task));
    // When
    memory.erase("sentiment", "d1");
    memory.put("sentiment", "d2", kept(task, "d2", "positive", 4));
    memory.put("sentiment", "new", kept(task, "new", "positive", 5));
    // Then
    assertEquals(1, set.erased(memory, task));
  }
}

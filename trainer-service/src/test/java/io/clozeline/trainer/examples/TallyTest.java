package io.clozeline.trainer.examples;

import static io.clozeline.trainer.Fixtures.definition;
import static io.clozeline.trainer.Fixtures.kept;
import static io.clozeline.trainer.Fixtures.task;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.task.Task;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final Task task = task("sentiment");
  private final MapMemory memory = new MapMemory();

  @Test
  void countsWhatIsBeyondTheReleaseAsFresh() {
    // Given
    for (int i = 0; i < 10; i++) {
      memory.put("sentiment", "d" + i, kept(task, "d" + i, i < 3 ? "negative" : "positive", i));
    }
    // When
    var tally = Tally.of(memory, task, 6);
    // Then
    assertEquals(new Tally(10, 3, 0, 9, Map.of("negative", 3, "positive", 7)), tally);
  }

  @Test
  void leavesOutOtherVersionsAndLabelsThatAreGone() {
    // Given
    Task older = task(definition("sentiment", 99));
    memory.put("sentiment", "a", kept(older, "a", "negative", 1));
    memory.put("sentiment", "b", kept(task, "b", "mixed", 2));
    memory.put("sentiment", "c", kept(task, "c", "positive", 0));
    // When
    var tally = Tally.of(memory, task, -1);
    // Then
    assertEquals(new Tally(1, 1, 2, 0, Map.of("positive", 1)), tally);
  }

  @Test
  void otherTasksDoNotCount() {
    // Given
    memory.put("sentiment-2", "a", kept(task, "a", "negative", 1));
    // When
    var tally = Tally.of(memory, task, -1);
    // Then
    assertEquals(new Tally(0, 0, 0, -1, Map.of()), tally);
  }
}

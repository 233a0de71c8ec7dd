package io.clozeline.trainer.unlabelled;

import static io.clozeline.trainer.Fixtures.VOCABULARY;
import static io.clozeline.trainer.Fixtures.definition;
import static io.clozeline.trainer.Fixtures.exploiting;
import static io.clozeline.trainer.Fixtures.sequence;
import static io.clozeline.trainer.Fixtures.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.TokenSequence;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.task.Learning;
import io.clozeline.events.task.Pet;
import io.clozeline.events.task.Prompt;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReservoirTest {
  private final Task task = task(exploiting("a", 1));
  private final List<ErrorCode> skipped = new ArrayList<>();
  private final Reservoir reservoir = new Reservoir(VOCABULARY, skipped::add);

  @Test
  void keepsEachTextUnderEachPatternOnce() {
    // Given
    assertTrue(reservoir.defined("a", task));
    // When
    reservoir.arrived(text(task, "one", sequence(), sequence()));
    reservoir.arrived(text(task, "two", sequence(), sequence(), sequence(), sequence()));
    reservoir.arrived(text(task, "one", sequence(), sequence()));
    // Then
    assertEquals(2, reservoir.count(task));
    assertEquals(List.of("two", "one"), ids());
    assertEquals(2, reservoir.of(task).get(0).patterns().size()); // the first window alone
    assertEquals(List.of(), skipped);
  }

  @Test
  void keepsTheNewestAsManyAsTheTaskAsksFor() {
    // Given
    Task few = few(task("few").definition().prompt());
    reservoir.defined("few", few);
    // When
    for (int i = 0; i < 40; i++) {
      reservoir.arrived(text(few, "d" + i, sequence()));
    }
    // Then
    assertEquals(16, reservoir.count(few));
    assertEquals("d24", reservoir.of(few).get(0).id());
    assertEquals("d39", reservoir.of(few).get(15).id());
  }

  @Test
  void keepsNoMoreBytesThanThereIsRoomFor() {
    // Given
    reservoir.defined("a", task);
    int[] ids = new int[VOCABULARY.maxPositions()];
    Arrays.fill(ids, 7);
    var longest = new TokenSequence(ids, new int[ids.length], new int[] {1}, null, 0);
    byte[] one = text(task, "d000", longest, longest);
    long most = Reservoir.TASK_BYTES / one.length;
    // When
    for (int i = 0; i < 900; i++) {
      reservoir.arrived(text(task, String.format("d%03d", i), longest, longest));
    }
    // Then
    assertEquals(Math.min(900, most), reservoir.count(task));
  }

  @Test
  void aTaskThatLearnsFromLabelsAloneHasNone() {
    // Given
    Task plain = task(definition("plain"));
    // When
    assertFalse(reservoir.defined("plain", plain));
    reservoir.arrived(text(plain, "one", sequence()));
    // Then
    assertEquals(0, reservoir.count(plain));
  }

  @Test
  void anotherVersionStartsWithNone() {
    // Given
    reservoir.defined("a", task);
    reservoir.arrived(text(task, "one", sequence(), sequence()));
    assertFalse(reservoir.defined("a", task)); // the same again
    Task next = task(exploiting("a", 2));
    // When
    assertTrue(reservoir.defined("a", next));
    reservoir.arrived(text(task, "old", sequence(), sequence()));
    reservoir.arrived(text(next, "new", sequence(), sequence()));
    // Then
    assertEquals(0, reservoir.count(task));
    assertEquals(1, reservoir.count(next));
  }

  @Test
  void anErasedTaskKeepsNothing() {
    // Given
    reservoir.defined("a", task);
    reservoir.arrived(text(task, "one", sequence(), sequence()));
    // When
    reservoir.defined("a", null);
    // Then
    assertEquals(List.of(), reservoir.of(task));
  }

  @Test
  void whatCannotBeLearntFromIsSkippedWithItsReason() {
    // Given
    reservoir.defined("a", task);
    int[] strange = {2, VOCABULARY.size(), 4, 3};
    var unknown = new TokenSequence(strange, new int[4], new int[] {2}, null, 0);
    var unmasked = new TokenSequence(new int[] {2, 3}, new int[2], new int[0], null, 0);
    // When
    reservoir.arrived(null);
    reservoir.arrived(text(task, "one pattern", sequence()));
    reservoir.arrived(text(task, "unknown", sequence(), unknown));
    reservoir.arrived(text(task, "unmasked", unmasked, sequence()));
    reservoir.arrived(new byte[] {1, 2, 3});
    // Then
    assertEquals(0, reservoir.count(task));
    assertEquals(4, skipped.size());
    assertEquals(
        List.of(ErrorCode.COUNT_MISMATCH, ErrorCode.INVALID_FIELD, ErrorCode.INVALID_FIELD),
        skipped.subList(0, 3));
  }

  @Test
  void damagedRecordsAreKeptOrSkipped() {
    // Given
    reservoir.defined("a", task);
    byte[] whole = text(task, "one", sequence(), sequence());
    var random = new Random(7);
    // When
    for (int i = 0; i < 5_000; i++) {
      byte[] damaged = Arrays.copyOf(whole, whole.length - random.nextInt(3));
      for (int change = random.nextInt(4); change >= 0; change--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      reservoir.arrived(damaged);
    }
    // Then
    assertTrue(skipped.size() > 1_000, () -> skipped.size() + " skipped");
    reservoir.of(task).forEach(text -> assertEquals(2, text.patterns().size()));
  }

  private List<String> ids() {
    return reservoir.of(task).stream().map(UnlabelledText::id).toList();
  }

  private static Task few(Prompt prompt) {
    var pet = new Pet(16, null, null);
    var learning = Learning.DEFAULT.change().pet(pet).done();
    return task(definition("few", prompt, learning));
  }

  private static byte[] text(Task task, String id, TokenSequence... sequences) {
    return Topics.TOKENS
        .codec()
        .encode(
            new TokenizedText(
                id, task.name(), task.version(), "t", 4, false, 1, 1, 2, List.of(sequences)));
  }
}

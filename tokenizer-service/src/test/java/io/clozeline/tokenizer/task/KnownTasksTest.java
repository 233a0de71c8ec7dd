package io.clozeline.tokenizer.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.tokenizer.TestTasks;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KnownTasksTest {
  private static final SequencedTask CLOZE = TestTasks.task(TestTasks.CLOZE);

  private final FakeTable table = new FakeTable();
  private long now = 10_000;
  private final KnownTasks tasks = new KnownTasks(table, () -> now);

  @Test
  void aKnownTaskIsFoundWithoutALook() {
    // Given
    table.seen.put("cloze", CLOZE);

    // When
    SequencedTask found = tasks.require("cloze", now);

    // Then
    assertSame(CLOZE, found);
    assertEquals(0, table.looks);
  }

  @Test
  void aTaskThatIsOnlyInTheTopicIsLookedFor() {
    // Given
    table.topic.put("cloze", CLOZE);

    // When
    SequencedTask found = tasks.require("cloze", now);

    // Then
    assertSame(CLOZE, found);
  }

  @Test
  void oneLookAnswersForAllTextsWrittenBeforeIt() {
    // Given
    assertUnknown("a", now - 5);

    // When
    for (int i = 0; i < 100; i++) {
      assertUnknown("b" + i, now - 1);
    }

    // Then
    assertEquals(1, table.looks);
  }

  @Test
  void aTaskDefinedBeforeItsTextIsFoundAfterAFailedLook() {
    // Given
    assertUnknown("cloze", now);
    now += 3;
    table.topic.put("cloze", CLOZE);

    // When
    SequencedTask found = tasks.require("cloze", now);

    // Then
    assertSame(CLOZE, found);
  }

  @Test
  void aLookIsNotTrustedForLong() {
    // Given
    assertUnknown("cloze", now);
    table.topic.put("cloze", CLOZE);
    now += 1_001;

    // When
    SequencedTask found = tasks.require("cloze", 1); // a producer whose clock is late

    // Then
    assertSame(CLOZE, found);
  }

  @Test
  void nobodySaysUnknownWhenTheTopicCannotBeRead() {
    // Given
    table.readable = false;

    // When, Then
    assertThrows(TimeoutException.class, () -> tasks.require("a", now));
  }

  private void assertUnknown(String name, long at) {
    var unknown = assertThrows(EventException.class, () -> tasks.require(name, at));
    assertEquals(ErrorCode.UNKNOWN_TASK, unknown.code());
  }

  private static final class FakeTable implements TaskTable {
    final Map<String, SequencedTask> seen = new HashMap<>();
    final Map<String, SequencedTask> topic = new HashMap<>();
    boolean readable = true;
    int looks;

    @Override
    public Optional<SequencedTask> get(String name) {
      return Optional.ofNullable(seen.get(name));
    }

    @Override
    public boolean awaitCurrent(Duration limit) {
      looks++;
      seen.putAll(topic);
      return readable;
    }
  }
}

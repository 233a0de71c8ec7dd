package io.clozeline.tokenizer.guard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskGuardTest {
  private static final byte BAD = 0;

  private final TaskGuard guard =
      new TaskGuard(
          (name, bytes) -> {
            if (bytes[0] == BAD) {
              throw new EventException(ErrorCode.TASK_REFUSED, "bad");
            }
            return name;
          });

  @Test
  void aGoodRecordIsKept() {
    // When
    Judgement judgement = guard.judge(record(new byte[] {1}, 5, null), null);

    // Then
    KeptTask kept = assertInstanceOf(Judgement.Keep.class, judgement).task();
    assertEquals(5, kept.offset());
    assertArrayEquals(new byte[] {1}, kept.definition());
  }

  @Test
  void aBadRecordFallsBackToTheOneBefore() {
    // When
    Judgement judgement =
        guard.judge(record(new byte[] {BAD}, 5, null), new KeptTask(4, new byte[] {1}));

    // Then
    assertArrayEquals(
        new byte[] {1}, assertInstanceOf(Judgement.Refuse.class, judgement).restored());
  }

  @Test
  void aBadRecordWithNothingBeforeFallsBackToNothing() {
    // When
    Judgement judgement = guard.judge(record(new byte[] {BAD}, 5, null), null);

    // Then
    assertNull(assertInstanceOf(Judgement.Refuse.class, judgement).restored());
  }

  /** A person and the guard write to the same topic; the guard reads behind both. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theNewestGoodDefinitionOfAPersonWinsInTheEnd(long seed) {
    // Given
    var random = new Random(seed);
    var topic = new ArrayDeque<TaskRecord>();
    byte[] newestGood = null;
    KeptTask kept = null;
    TaskRecord last = null;
    long end = 0;

    // When
    for (int written = 0; written < 200 || !topic.isEmpty(); ) {
      if (written < 200 && random.nextBoolean()) {
        byte[] definition = random.nextInt(5) == 0 ? null : new byte[] {(byte) random.nextInt(9)};
        topic.add(record(definition, end++, null));
        newestGood = definition == null || definition[0] != BAD ? definition : newestGood;
        written++;
      } else if (!topic.isEmpty()) {
        last = topic.remove();
        Judgement judgement = guard.judge(last, kept);
        if (judgement instanceof Judgement.Keep keep) {
          kept = keep.task();
        } else if (judgement instanceof Judgement.Refuse refusal) {
          topic.add(record(refusal.restored(), end++, last.offset()));
        } else if (judgement instanceof Judgement.Restore late) {
          topic.add(record(late.restored(), end++, last.offset()));
        }
      }
    }

    // Then
    assertEquals(Arrays.toString(newestGood), Arrays.toString(last.definition()));
  }

  private static TaskRecord record(byte[] definition, long offset, Long restores) {
    return new TaskRecord("task", definition, offset, restores);
  }
}

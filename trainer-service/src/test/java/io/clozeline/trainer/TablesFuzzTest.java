package io.clozeline.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.fuzz.FuzzRun;
import io.clozeline.events.fuzz.HostileRecords;
import io.clozeline.events.topic.Topics;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Hostile records through the readers of the followed topics: each is read or refused. */
class TablesFuzzTest {
  private static final int RECORDS = 4_000;

  @Test
  void tasks() {
    byte[] good = Topics.TASKS.codec().encode(Fixtures.definition("sentiment"));
    FuzzRun.of(
        "trainer tasks",
        RECORDS,
        HostileRecords.json(List.of(good)),
        (record, random) ->
            refusal(
                () ->
                    assertEquals(
                        "sentiment",
                        Tables.task("sentiment", record, Fixtures.VOCABULARY).name())));
  }

  @Test
  void releases() {
    byte[] good = Topics.RELEASES.codec().encode(Fixtures.release("sentiment", "digest", 7));
    FuzzRun.of(
        "trainer releases",
        RECORDS,
        HostileRecords.json(List.of(good)),
        (record, random) ->
            refusal(() -> assertEquals("sentiment", Tables.release("sentiment", record).task())));
  }

  private static Optional<ErrorCode> refusal(Runnable reading) {
    try {
      reading.run();
      return Optional.empty();
    } catch (EventException refused) {
      return Optional.of(refused.code());
    }
  }
}

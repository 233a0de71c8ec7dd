package io.clozeline.heads.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class PatientLookupTest {
  private static final Duration MEMORY = Duration.ofSeconds(1);

  private final Map<String, String> table = new HashMap<>();
  private final Map<String, String> topic = new HashMap<>();
  private Instant now = Instant.EPOCH;
  private boolean readable = true;
  private int waits;
  private final PatientLookup lookup =
      new PatientLookup(limit -> catchUp(), Duration.ofSeconds(30), MEMORY, () -> now);

  @Test
  void whatIsThereIsNotWaitedFor() {
    // Given
    table.put("a", "there");

    // When
    Optional<String> found = find("a");

    // Then
    assertEquals(Optional.of("there"), found);
    assertEquals(0, waits);
  }

  @Test
  void whatTheTopicHoldsIsWaitedFor() {
    // Given
    topic.put("a", "late");

    // When
    Optional<String> found = find("a");

    // Then
    assertEquals(Optional.of("late"), found);
  }

  @Test
  void aFloodOfTheSameMissWaitsOnce() {
    // When
    for (int i = 0; i < 100; i++) {
      assertEquals(Optional.empty(), find("a"));
    }

    // Then
    assertEquals(1, waits);
  }

  @Test
  void aTopicThatCannotBeReadIsNotTheRecordsFault() {
    // Given
    readable = false;

    // When
    assertThrows(TimeoutException.class, () -> find("a"));

    // Then
    readable = true;
    topic.put("a", "late");
    assertEquals(Optional.of("late"), find("a"));
  }

  @Test
  void whatComesAfterAMissIsFound() {
    // Given
    find("a");
    table.put("a", "later");

    // When
    Optional<String> found = find("a");

    // Then
    assertEquals(Optional.of("later"), found);
  }

  @Test
  void aMissIsForgotten() {
    // Given
    find("a");
    now = now.plus(MEMORY);

    // When
    find("a");

    // Then
    assertEquals(2, waits);
  }

  private Optional<String> find(String key) {
    return lookup.find(key, () -> Optional.ofNullable(table.get(key)));
  }

  private boolean catchUp() {
    waits++;
    if (readable) {
      table.putAll(topic);
    }
    return readable;
  }
}

package io.clozeline.heads.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.heads.answer.Given;
import io.clozeline.heads.answer.KnownTask;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskVersionsTest {
  private final TaskVersions versions = new TaskVersions();

  @Test
  void anOlderVersionIsStillKnown() {
    // Given
    KnownTask old = add(1);
    KnownTask now = add(2);

    // When
    var found = versions.get("linear", old.task().version());

    // Then
    assertEquals(Optional.of(old), found);
    assertEquals(Optional.of(now), versions.get("linear", now.task().version()));
  }

  @Test
  void theOldestOfManyIsForgotten() {
    // Given
    KnownTask first = add(1);

    // When
    IntStream.range(2, 10).forEach(this::add);

    // Then
    assertEquals(Optional.empty(), versions.get("linear", first.task().version()));
  }

  @Test
  void aVersionWrittenAgainIsTheNewest() {
    // Given
    KnownTask first = add(1);
    IntStream.range(2, 9).forEach(this::add);
    versions.add("linear", first);

    // When
    add(9);

    // Then
    assertEquals(Optional.of(first), versions.get("linear", first.task().version()));
  }

  private KnownTask add(int number) {
    var known = new KnownTask(Given.linear("label", "label-" + number), null);
    versions.add("linear", known);
    return known;
  }
}

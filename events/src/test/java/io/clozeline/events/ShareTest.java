package io.clozeline.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.error.EventException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
  private static final int DOCUMENTS = 20_000;

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.25, 0.5, 0.9})
  void aShareOfTheDocumentsHasThatSize(double share) {
    // When
    long chosen =
        IntStream.range(0, DOCUMENTS).filter(i -> Share.has("review-" + i, share)).count();
    // Then
    assertEquals(share, (double) chosen / DOCUMENTS, 0.01);
  }

  @Test
  void aLargerShareHoldsTheSmallerOneAndAllIsAll() {
    List<String> ids = IntStream.range(0, 1_000).mapToObj(i -> "text " + i).toList();
    assertTrue(ids.stream().filter(id -> Share.has(id, 0.2)).allMatch(id -> Share.has(id, 0.3)));
    assertTrue(ids.stream().allMatch(id -> Share.has(id, 1)));
  }

  @Test
  void thereIsNoShareOfNothingOrMoreThanAll() {
    assertFalse(Share.allows(0));
    assertFalse(Share.allows(-0.5));
    assertFalse(Share.allows(1.01));
    assertFalse(Share.allows(Double.NaN));
    assertTrue(Share.allows(1));
  }

  @Test
  void aChallengerIsOfTheTaskThatItChallenges() {
    // Given
    var other = new Release("other", "d", null, null, null, 1, 1, Instant.EPOCH);
    var challenger = new Challenger(0.5, other);
    // When / Then
    assertThrows(EventException.class, () -> Given.release().with(challenger));
  }
}

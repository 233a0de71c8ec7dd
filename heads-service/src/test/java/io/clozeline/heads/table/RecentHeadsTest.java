package io.clozeline.heads.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.heads.answer.AdapterHead;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentHeadsTest {
  private final RecentHeads recent = new RecentHeads();

  @Test
  void remembersWhatWasErased() {
    // Given
    recent.changed("a", head());
    // When
    recent.changed("a", null);
    // Then
    assertTrue(recent.get("a").isPresent());
    assertTrue(recent.get("b").isEmpty());
  }

  @Test
  void forgetsTheOldestOfMany() {
    // When
    for (int i = 0; i <= 256; i++) {
      recent.changed("head-" + i, head());
    }
    // Then
    assertTrue(recent.get("head-0").isEmpty());
    assertEquals(head(), recent.get("head-1").orElseThrow());
  }

  private static AdapterHead head() {
    return new AdapterHead("digest", List.of("no", "yes"), null);
  }
}

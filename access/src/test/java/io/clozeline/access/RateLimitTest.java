package io.clozeline.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void admitsABurstThenTheRate() {
    // Given
    var limit = new RateLimit(2, 3, 0);

    // When
    int atOnce = admitted(limit, 0, 10);

    // Then
    assertEquals(3, atOnce);
    assertFalse(limit.admits(SECOND / 4));
    assertTrue(limit.admits(SECOND / 2));
    assertFalse(limit.admits(SECOND / 2));
    assertEquals(3, admitted(limit, 100 * SECOND, 10));
  }

  @Test
  void aClockThatGoesBackGivesNothing() {
    var limit = new RateLimit(1, 1, 5 * SECOND);
    assertTrue(limit.admits(5 * SECOND));
    assertFalse(limit.admits(0));
  }

  @Test
  void saysWhenToComeAgain() {
    assertEquals(1, new RateLimit(50, 1, 0).retrySeconds());
    assertEquals(4, new RateLimit(0.25, 1, 0).retrySeconds());
  }

  @Test
  void refusesLimitsThatAdmitNobody() {
    assertThrows(IllegalStateException.class, () -> new RateLimit(0, 1, 0));
    assertThrows(IllegalStateException.class, () -> new RateLimit(1, 0, 0));
  }

  private static int admitted(RateLimit limit, long nanos, int requests) {
    int admitted = 0;
    for (int i = 0; i < requests; i++) {
      admitted += limit.admits(nanos) ? 1 : 0;
    }
    return admitted;
  }
}

package io.clozeline.trainer.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private long now = -5_000_000_000L; // nanoTime may be negative
  private final Arrivals arrivals = new Arrivals(() -> now);

  @Test
  void quietCountsFromTheLastArrivalAndWaitingFromTheFirst() {
    // Given
    arrivals.arrived("a");
    pass(2);
    arrivals.arrived("a");
    pass(3);
    // When
    var quiet = arrivals.quiet("a");
    var waiting = arrivals.waiting("a");
    // Then
    assertEquals(Duration.ofSeconds(3), quiet);
    assertEquals(Duration.ofSeconds(5), waiting);
  }

  @Test
  void aRunTakesWhatHasArrived() {
    // Given
    arrivals.arrived("a");
    pass(2);
    // When
    arrivals.taken("a");
    // Then
    assertEquals(Duration.ZERO, arrivals.waiting("a"));
    assertEquals(Duration.ofSeconds(2), arrivals.quiet("a"));
  }

  @Test
  void anErasureIsAChangeThatNobodyWaitsFor() {
    // Given
    arrivals.arrived("a");
    long before = arrivals.changes("a");
    pass(2);
    // When
    arrivals.erased("a");
    // Then
    assertNotEquals(before, arrivals.changes("a"));
    assertEquals(Duration.ofSeconds(2), arrivals.quiet("a"));
  }

  @Test
  void quietStartsAnewWhenTheTopicIsOpened() {
    // Given
    arrivals.arrived("a");
    pass(2);
    arrivals.opened();
    // When
    pass(1);
    // Then
    assertEquals(Duration.ofSeconds(1), arrivals.quiet("a"));
    assertEquals(Duration.ofSeconds(1), arrivals.quiet("never seen"));
  }

  private void pass(int seconds) {
    now += seconds * 1_000_000_000L;
  }
}

package io.clozeline.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitingStageTest {
  private final WaitingStage stage = new WaitingStage("tokens", "clozeline-encoder");

  @Test
  void dividesWhatWaitsByWhatArrives() {
    // Given 100 records a second for a minute
    Duration delay = Duration.ZERO;
    for (int second = 0; second <= 60; second++) {
      delay = stage.look(100L * second, 50, TimeUnit.SECONDS.toNanos(second));
    }
    // Then
    assertEquals(500, delay.toMillis(), 1);
  }

  @Test
  void whatStillWaitsAfterTheStreamEndedWaitsLong() {
    // Given
    stage.look(0, 0, 0);
    stage.look(1_000, 20, TimeUnit.SECONDS.toNanos(1));
    // When nothing more arrives
    Duration delay = stage.look(1_000, 20, TimeUnit.SECONDS.toNanos(120));
    // Then
    assertTrue(delay.compareTo(Duration.ofSeconds(10)) > 0, delay::toString);
  }

  @Test
  void nothingWaits() {
    assertEquals(Duration.ZERO, stage.look(1_000, 0, 1));
  }
}

package io.clozeline.trainer.prequential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdwinTest {
  private final Random random = new Random(7);

  @Test
  void keepsTheMeanOfAllWhileNothingChanges() {
    // Given
    var adwin = new Adwin(Adwin.DELTA);
    double sum = 0;
    // When
    int alarms = 0;
    for (int i = 0; i < 20_000; i++) {
      double error = error(0.2);
      sum += error;
      alarms += adwin.add(error) == 0 ? 0 : 1;
    }
    // Then
    assertEquals(0, alarms);
    assertEquals(20_000, adwin.size());
    assertEquals(sum / 20_000, adwin.mean(), 1e-9);
    assertTrue(adwin.buckets().size() <= 5 * 13, "memory grows with the logarithm");
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.5, 100", "0.2, 0.4, 300", "0.5, 0.1, 100"})
  void forgetsWhatWasBeforeAChange(double before, double after, int within) {
    // Given
    var adwin = new Adwin(Adwin.DELTA);
    for (int i = 0; i < 2_000; i++) {
      adwin.add(error(before));
    }
    // When
    double apart = 0;
    int seen = 0;
    while (apart == 0 && seen < 5_000) {
      apart = adwin.add(error(after));
      seen++;
    }
    // Then
    assertTrue(seen <= within, seen + " numbers");
    assertEquals(Math.signum(after - before), Math.signum(apart));
    for (int i = 0; i < 1_000; i++) {
      adwin.add(error(after));
    }
    assertEquals(after, adwin.mean(), 0.1);
  }

  @Test
  void alarmsFalselyInASmallShareOfRuns() {
    // When
    int falsely = 0;
    for (int run = 0; run < 200; run++) {
      var adwin = new Adwin(Adwin.DELTA);
      for (int i = 0; i < 1_000; i++) {
        if (adwin.add(error(0.3)) != 0) {
          falsely++;
          break;
        }
      }
    }
    // Then
    assertTrue(falsely <= 4, falsely + " of 200 runs");
  }

  @Test
  void goesOnFromWhatWasKept() {
    // Given
    var whole = new Adwin(Adwin.DELTA);
    var parted = new Adwin(Adwin.DELTA);
    // When
    for (int i = 0; i < 1_000; i++) {
      double error = error(i < 700 ? 0.1 : 0.6);
      assertEquals(whole.add(error), parted.add(error));
      parted = new Adwin(Adwin.DELTA, parted.buckets());
    }
    // Then
    assertEquals(whole.buckets(), parted.buckets());
    assertTrue(whole.size() < 400);
  }

  @Test
  void refusesAnImpossibleDelta() {
    assertThrows(IllegalArgumentException.class, () -> new Adwin(0));
    assertThrows(IllegalArgumentException.class, () -> new Adwin(1));
  }

  private double error(double rate) {
    return random.nextDouble() < rate ? 1 : 0;
  }
}

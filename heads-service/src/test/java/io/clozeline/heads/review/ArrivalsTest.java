package io.clozeline.heads.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalsTest {
  private final Random random = new Random(1);
  private double now = 1_000;

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 10, 500})
  void theRateIsThatOfTheLastMinutes(double perSecond) {
    // Given another rate before
    Arrivals arrivals = after(Arrivals.fresh(0), 5, 200_000);

    // When
    arrivals = after(arrivals, perSecond, 8 * Arrivals.MINUTES);

    // Then
    double share = arrivals.at((long) now).share(perSecond / 1_000 * 0.1);
    assertTrue(share > 0.03 && share < 0.13, "share " + share);
  }

  @Test
  void aBurstCountsAtOnce() {
    // Given
    Arrivals arrivals = after(Arrivals.fresh(0), 0.1, 10 * Arrivals.MINUTES);

    // When
    arrivals = after(arrivals, 100, 2_000);

    // Then
    assertTrue(arrivals.share(0.01) < 0.4, "share " + arrivals.share(0.01));
  }

  @Test
  void ofTheFirstTextNothingIsKnown() {
    assertEquals(0, Arrivals.fresh(5).share(1));
    assertEquals(0, Arrivals.fresh(5).at(5).oneMore().at(5).share(1));
  }

  @Test
  void noMoreThanAllCanBeChosen() {
    assertEquals(1, after(Arrivals.fresh(0), 0.1, 600_000).share(1));
    assertEquals(1, Arrivals.fresh(0).at(1_000_000_000).share(1e-9));
  }

  private Arrivals after(Arrivals arrivals, double perSecond, double millis) {
    double end = now + millis;
    Arrivals later = arrivals;
    while (now < end) {
      now += -Math.log(1 - random.nextDouble()) * 1_000 / perSecond;
      later = later.at((long) now).oneMore();
    }
    return later;
  }
}

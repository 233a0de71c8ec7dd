package io.clozeline.heads.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalsTest {
  private final Random random = new Random(1);
  private double now = 1_000;

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 10, 1_000})
  void theRateIsThatOfTheLastMinutes(double perSecond) {
    // Given another rate before
    Arrivals arrivals = after(Arrivals.NONE, 5, 200_000);

    // When
    arrivals = after(arrivals, perSecond, 10 * Arrivals.MEMORY_MILLIS);

    // Then
    assertEquals(0.1, arrivals.share(perSecond / 1_000 * 0.1), 0.03);
  }

  @Test
  void ofTheFirstTextEveryShareIsEnough() {
    assertEquals(1, Arrivals.NONE.share(1e-9));
    assertEquals(1, Arrivals.NONE.next(5).share(1e-9));
  }

  @Test
  void textsOfOneMomentAreMany() {
    // When
    Arrivals arrivals = Arrivals.NONE.next(5).next(5).next(5);

    // Then
    assertEquals(0, arrivals.share(1));
  }

  @Test
  void noMoreThanAllCanBeChosen() {
    assertEquals(1, after(Arrivals.NONE, 0.1, 600_000).share(1));
  }

  private Arrivals after(Arrivals arrivals, double perSecond, double millis) {
    double end = now + millis;
    Arrivals later = arrivals;
    while (now < end) {
      now += -Math.log(1 - random.nextDouble()) * 1_000 / perSecond;
      later = later.next((long) now);
    }
    return later;
  }
}

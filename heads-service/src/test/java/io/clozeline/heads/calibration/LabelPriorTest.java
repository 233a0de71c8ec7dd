package io.clozeline.heads.calibration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelPriorTest {
  private static final Prior NONE = Prior.none("v1@base", 2);

  @Test
  void theFirstTextKeepsItsLabel() {
    // Given
    double[] first = logs(0.9);

    // When
    double[] calibrated = LabelPrior.subtract(LabelPrior.learn(NONE, first), first);

    // Then
    assertTrue(calibrated[0] > calibrated[1]);
  }

  @Test
  void aBiasOfTheWordsIsTakenAway() {
    // Given texts of which half are positive, and words that put everything on the negative side
    var random = new Random(7);
    Prior prior = NONE;
    int right = 0;

    // When
    for (int i = 0; i < 400; i++) {
      boolean positive = random.nextBoolean();
      double[] biased = fromLogit((positive ? 1 : -1) + 0.5 * random.nextGaussian() - 3);
      prior = LabelPrior.learn(prior, biased);
      double[] calibrated = LabelPrior.subtract(prior, biased);
      right += (calibrated[1] > calibrated[0]) == positive ? 1 : 0;
    }

    // Then
    assertTrue(right > 370, right + " of 400");
  }

  @Test
  void theMeanIsTheMeanWhileTheMemoryLasts() {
    // Given
    double[] one = logs(0.9);
    double[] other = logs(0.2);

    // When
    Prior prior = LabelPrior.learn(LabelPrior.learn(NONE, one), other);

    // Then
    assertEquals(2, prior.texts());
    assertArrayEquals(
        IntStream.range(0, 2).mapToDouble(i -> (one[i] + other[i]) / 2).toArray(),
        prior.mean(),
        1e-12);
  }

  @Test
  void anOldStreamIsForgotten() {
    // Given
    Prior prior = NONE;
    for (int i = 0; i < 5_000; i++) {
      prior = LabelPrior.learn(prior, logs(0.9));
    }

    // When
    for (int i = 0; i < 5 * LabelPrior.MEMORY; i++) {
      prior = LabelPrior.learn(prior, logs(0.1));
    }

    // Then
    assertEquals(LabelPrior.MEMORY, prior.texts());
    assertArrayEquals(logs(0.1), prior.mean(), 0.05);
  }

  private static double[] logs(double negative) {
    return new double[] {Math.log(negative), Math.log(1 - negative)};
  }

  private static double[] fromLogit(double positive) {
    return logs(1 / (1 + Math.exp(positive)));
  }
}

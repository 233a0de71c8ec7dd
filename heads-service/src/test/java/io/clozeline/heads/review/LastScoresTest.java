package io.clozeline.heads.review;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LastScoresTest {
  static Stream<ToDoubleFunction<Random>> distributions() {
    return Stream.of(
        Random::nextDouble,
        random -> 0.5,
        random -> random.nextInt(3),
        random -> random.nextDouble() * 1e-6,
        random -> Math.pow(random.nextDouble(), 9));
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void aShareOfTheTextsHasARankOfThatShareWhateverTheScores(ToDoubleFunction<Random> scores) {
    // Given
    var random = new Random(1);
    var last = LastScores.NONE;
    int[] within = new int[3];
    double[] shares = {0.001, 0.05, 0.5}; // the first is less than one of the last scores

    // When
    int texts = 60_000;
    for (int i = 0; i < texts; i++) {
      float score = (float) scores.applyAsDouble(random);
      double rank = last.rank(score, random.nextDouble());
      for (int j = 0; j < shares.length; j++) {
        within[j] += rank <= shares[j] ? 1 : 0;
      }
      last = last.with(score, 100);
    }

    // Then
    for (int j = 0; j < shares.length; j++) {
      double deviation = Math.sqrt(shares[j] * (1 - shares[j]) / texts);
      assertEquals(shares[j], within[j] / (double) texts, 5 * deviation);
    }
  }

  @Test
  void theNewestAreKept() {
    // When
    var last = LastScores.NONE.with(1, 3).with(2, 3).with(3, 3).with(4, 3);

    // Then
    assertArrayEquals(new float[] {2, 3, 4}, last.scores());
  }

  @Test
  void aShareOfThemReachesAScore() {
    var last = new LastScores(new float[] {0.3f, 0.9f, 0.1f, 0.5f});
    assertEquals(0.9f, last.reachedBy(0.01));
    assertEquals(0.9f, last.reachedBy(0.2));
    assertEquals(0.5f, last.reachedBy(0.4));
    assertEquals(0.1f, last.reachedBy(0.9));
    assertEquals(0, last.reachedBy(1));
    assertEquals(0, LastScores.NONE.reachedBy(0.5));
  }
}

package io.clozeline.trainer.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.trainer.gate.Comparison.Test;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
  /** By hand: of wins + losses tosses, those beyond the wins and half of those that equal them. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0.5",
    "1, 0, 0.75",
    "2, 0, 0.875",
    "0, 2, 0.125",
    "1, 1, 0.5",
    "3, 1, 0.8125",
    "10, 0, 0.99951171875",
    "5, 5, 0.5",
  })
  void mcNemarsMidPIsExact(int wins, int losses, double better) {
    // Given
    double[] champion = new double[wins + losses + 4];
    double[] challenger = new double[champion.length];
    for (int i = 0; i < wins; i++) {
      challenger[i] = 1;
    }
    for (int i = wins; i < wins + losses; i++) {
      champion[i] = 1;
    }
    champion[champion.length - 1] = 1; // both right, and three times both wrong
    challenger[champion.length - 1] = 1;
    // When
    Comparison of = Comparison.of(champion, challenger);
    // Then
    assertEquals(Test.MCNEMAR, of.test());
    assertEquals(better, of.better(), 1e-12);
    assertEquals(wins, of.wins());
    assertEquals(losses, of.losses());
    assertEquals((wins + 1.0) / champion.length, of.challenger(), 1e-12);
  }

  @org.junit.jupiter.api.Test
  void sharesAreComparedByResampling() {
    // Given
    var random = new Random(3);
    double[] champion = random.doubles(100).toArray();
    double[] little = new double[100];
    double[] much = new double[100];
    for (int i = 0; i < 100; i++) {
      little[i] = champion[i] + 0.01 * random.nextGaussian();
      much[i] = Math.min(1, champion[i] + 0.2 * random.nextDouble());
    }
    // When
    Comparison same = Comparison.of(champion, champion);
    // Then
    assertEquals(Test.PAIRED_BOOTSTRAP, same.test());
    assertEquals(0.5, same.better());
    assertTrue(Comparison.of(champion, much).better() > 0.999);
    assertTrue(Comparison.of(much, champion).better() < 0.001);
    double better = Comparison.of(champion, little).better();
    assertTrue(better > 0.01 && better < 0.99, "chance: " + better);
  }

  @org.junit.jupiter.api.Test
  void thousandsOfExamplesAreNoTrouble() {
    // Given
    double[] champion = new double[20_000];
    double[] challenger = new double[20_000];
    for (int i = 0; i < 20_000; i++) {
      champion[i] = i % 2;
      challenger[i] = (i / 2) % 2;
    }
    // When
    Comparison of = Comparison.of(champion, challenger);
    // Then
    assertEquals(0.5, of.better(), 1e-6);
    assertEquals(5_000, of.wins());
  }

  @org.junit.jupiter.api.Test
  void onlyTheSameExamplesAreCompared() {
    assertThrows(IllegalArgumentException.class, () -> Comparison.of(new double[2], new double[3]));
  }
}

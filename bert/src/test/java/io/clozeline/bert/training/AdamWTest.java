package io.clozeline.bert.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AdamWTest {

  @Test
  void theFirstStepMovesEveryNumberByTheLearningRateAgainstItsSlope() {
    // Given
    float[] values = {1, 2, 3};
    AdamW optimizer = new AdamW(List.of(values), 0);

    // When
    optimizer.step(List.of(new float[] {0.5f, -0.1f, 0}), 0.01);

    // Then
    assertArrayEquals(new float[] {0.99f, 2.01f, 3}, values, 1e-5f);
  }

  @Test
  void weightDecayShrinksApartFromTheGradient() {
    // Given
    float[] values = {2};
    AdamW optimizer = new AdamW(List.of(values), 0.1);

    // When
    optimizer.step(List.of(new float[1]), 0.5);

    // Then
    assertArrayEquals(new float[] {1.9f}, values, 1e-6f);
  }

  @Test
  void longGradientsAreCutToLengthOne() {
    // Given two optimizers that see the same direction
    float[] longer = {0, 0};
    float[] shorter = {0, 0};
    AdamW clipped = new AdamW(List.of(longer), 0);
    AdamW plain = new AdamW(List.of(shorter), 0);

    // When
    clipped.step(List.of(new float[] {300, 400}), 0.1);
    clipped.step(List.of(new float[] {0.06f, -0.08f}), 0.1);
    plain.step(List.of(new float[] {0.6f, 0.8f}), 0.1);
    plain.step(List.of(new float[] {0.06f, -0.08f}), 0.1);

    // Then
    assertArrayEquals(shorter, longer, 1e-4f);
  }

  @Test
  void aParabolaIsDescended() {
    // Given
    float[] values = {3, -2};
    AdamW optimizer = new AdamW(List.of(values), 0);

    // When
    for (int i = 0; i < 500; i++) {
      optimizer.step(List.of(new float[] {0.1f * values[0], 0.1f * values[1]}), 0.02);
    }

    // Then
    assertArrayEquals(new float[2], values, 0.02f);
  }

  @Test
  void theLearningRateRisesToItsPeakAndFallsToZero() {
    LearningRate rate = new LearningRate(1, 2, 6);
    assertEquals(0.5, rate.at(0), 1e-9);
    assertEquals(1, rate.at(1), 1e-9);
    assertEquals(1, rate.at(2), 1e-9);
    assertEquals(0.75, rate.at(3), 1e-9);
    assertEquals(0.25, rate.at(5), 1e-9);
  }
}

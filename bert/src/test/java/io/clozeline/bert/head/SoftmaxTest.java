package io.clozeline.bert.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SoftmaxTest {

  @Test
  void givesTheProbabilitiesOfKnownOdds() {
    float[] logits = {(float) Math.log(1), (float) Math.log(2), (float) Math.log(5)};

    assertArrayEquals(new float[] {0.125f, 0.25f, 0.625f}, Softmax.of(logits), 1e-6f);
  }

  @Test
  void neitherOverflowsNorUnderflows() {
    assertArrayEquals(new float[] {0.5f, 0.5f, 0}, Softmax.of(new float[] {1e30f, 1e30f, -1e30f}));
    assertArrayEquals(new float[] {0.5f, 0.5f}, Softmax.of(new float[] {-1e30f, -1e30f}));
    assertArrayEquals(new float[] {1, 0}, Softmax.of(new float[] {0, Float.NEGATIVE_INFINITY}));
  }

  @Test
  void logarithmsStayExactWhereProbabilitiesVanish() {
    float[] logs = Softmax.log(new float[] {0, -1000});

    assertEquals(0, logs[0]);
    assertEquals(-1000, logs[1]);
  }

  @Test
  void logarithmsAreThoseOfTheProbabilities() {
    float[] logits = {0.3f, -1.2f, 2.5f, 0};
    float[] logs = Softmax.log(logits);
    float[] probabilities = Softmax.of(logits);

    for (int i = 0; i < logits.length; i++) {
      assertEquals(Math.log(probabilities[i]), logs[i], 1e-6);
    }
  }
}

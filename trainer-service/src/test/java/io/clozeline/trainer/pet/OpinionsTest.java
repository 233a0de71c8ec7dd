package io.clozeline.trainer.pet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OpinionsTest {
  private static final double CLOSE = 1e-6;

  /** Two patterns, two texts, two labels. */
  private static final float[][][] LOGITS = {{{2, 0}, {0, 4}}, {{0, 1}, {0, 2}}};

  @Test
  void patternsCountByTheirWeight() {
    // Given
    var opinions = new Opinions(LOGITS, new double[] {0.75, 0.25});
    // When
    double[] together = opinions.together(0, 1);
    // Then (0.75 * 2, 0.25 * 1)
    assertEquals(Math.exp(1.5) / (Math.exp(1.5) + Math.exp(0.25)), together[0], CLOSE);
    assertEquals(1, together[0] + together[1], CLOSE);
  }

  @Test
  void theTemperatureSoftens() {
    // Given
    var opinions = new Opinions(LOGITS, new double[] {1, 0});
    // When
    double[] soft = opinions.together(1, 2);
    // Then
    assertEquals(1 / (1 + Math.exp(-2)), soft[1], CLOSE);
  }

  @Test
  void patternsThatAreAllWrongCountAlike() {
    // Given
    var opinions = new Opinions(LOGITS, new double[] {0, 0});
    // When
    double[] together = opinions.together(0, 1);
    // Then (1, 0.5)
    assertEquals(1 / (1 + Math.exp(-0.5)), together[0], CLOSE);
  }

  @Test
  void aPatternIsTaughtByTheOthersAlone() {
    // Given
    var opinions = new Opinions(LOGITS, new double[] {0.9, 0});
    // When
    double[] others = opinions.ofOthers(0, 0);
    // Then
    assertEquals(1 / (1 + Math.exp(-1)), others[1], CLOSE);
  }

  @Test
  void anOnlyPatternTeachesItself() {
    // Given
    var opinions = new Opinions(new float[][][] {LOGITS[0]}, new double[] {1});
    // Then
    assertArrayEquals(opinions.together(0, 1), opinions.ofOthers(0, 0), CLOSE);
  }

  @Test
  void hugeLogitsStayNumbers() {
    // Given
    var opinions = new Opinions(new float[][][] {{{3e38f, -3e38f}}}, new double[] {1});
    // Then
    assertArrayEquals(new double[] {1, 0}, opinions.together(0, 1), CLOSE);
  }

  @Test
  void theyAgreeWhenAllSayTheSame() {
    // Given
    var opinions = new Opinions(LOGITS, new double[] {1, 1});
    // Then
    assertFalse(opinions.agree(0));
    assertTrue(opinions.agree(1));
  }
}

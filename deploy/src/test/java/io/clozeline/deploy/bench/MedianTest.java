package io.clozeline.deploy.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MedianTest {
  @Test
  void ofAnOddNumberIsTheMiddleOne() {
    assertEquals(3, Median.of(9, 1, 3));
  }

  @Test
  void ofAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertEquals(2.5, Median.of(4, 1, 2, 3));
  }

  @Test
  void leavesTheFiguresInTheirOrder() {
    // Given
    double[] figures = {3, 1, 2};
    // When
    Median.of(figures);
    // Then
    assertArrayEquals(new double[] {3, 1, 2}, figures);
  }
}

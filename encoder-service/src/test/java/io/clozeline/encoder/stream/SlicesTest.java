package io.clozeline.encoder.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlicesTest {
  @Test
  void cutsInOrderWhereTheWeightWouldPass() {
    // When
    var slices = Slices.of(List.of(4, 4, 3, 9, 50, 1), i -> i, 10);
    // Then
    assertEquals(List.of(List.of(4, 4), List.of(3), List.of(9), List.of(50), List.of(1)), slices);
  }

  @Test
  void cutsNothingIntoNothing() {
    assertEquals(List.of(), Slices.of(List.<Integer>of(), i -> i, 10));
  }
}

package io.clozeline.events.demonstration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.clozeline.events.error.EventException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemonstrationTest {
  private static final int CLS = 2;
  private static final int SEP = 3;
  private static final int MASK = 4;

  @Test
  void theWordStandsInTheMasks() {
    // When
    int[] shown =
        Demonstration.of(
            new int[] {CLS, 50, MASK, MASK, 51, SEP}, new int[] {2, 3}, new int[] {60, 61});
    // Then
    assertArrayEquals(new int[] {50, 60, 61, 51, SEP}, shown);
  }

  @Test
  void masksThatTheWordDoesNotNeedAreLeftOut() {
    // When
    int[] shown =
        Demonstration.of(
            new int[] {CLS, MASK, 50, MASK, MASK, SEP}, new int[] {1, 3, 4}, new int[] {60});
    // Then
    assertArrayEquals(new int[] {60, 50, SEP}, shown);
  }

  @Test
  void aWordThatDoesNotFitIsRefused() {
    // Given
    int[] ids = {CLS, MASK, SEP};
    // Then
    assertThrows(
        EventException.class, () -> Demonstration.of(ids, new int[] {1}, new int[] {60, 61}));
    assertThrows(EventException.class, () -> Demonstration.of(ids, new int[0], new int[0]));
  }

  @Test
  void whatDoesNotFitIsLeftOutAndTheNextMayFit() {
    // When
    int[] ids =
        Demonstration.behind(
            new int[] {CLS, 50, SEP}, List.of(new int[] {60, 61, SEP}, new int[] {70, SEP}), 5);
    // Then
    assertArrayEquals(new int[] {CLS, 50, SEP, 70, SEP}, ids);
  }

  @Test
  void aLongTextStaysAsItIs() {
    // Given
    int[] text = {CLS, 50, 51, 52, SEP};
    // Then
    assertArrayEquals(text, Demonstration.behind(text, List.of(new int[] {70}), 4));
  }

  @Test
  void whatStandsBehindTheTextIsTheSecondSegment() {
    assertArrayEquals(new int[] {0, 0, 1, 1}, Demonstration.segments(new int[2], 4));
    assertArrayEquals(new int[] {0, 1, 1}, Demonstration.segments(new int[] {0, 1}, 3));
    assertArrayEquals(new int[] {0, 0}, Demonstration.segments(new int[2], 2));
  }
}

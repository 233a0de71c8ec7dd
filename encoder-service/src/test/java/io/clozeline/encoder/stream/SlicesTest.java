package io.clozeline.encoder.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SlicesTest {
  @Test
  void cutsInOrderWhereTheWeightWouldPass() {
    // When
    var slices = slices(List.of(4, 4, 3, 9, 50, 1).iterator());
    // Then
    assertEquals(List.of(List.of(4, 4), List.of(3), List.of(9), List.of(50), List.of(1)), slices);
  }

  @Test
  void takesNoMoreThanOneItemAhead() {
    // Given
    var taken = new ArrayList<Integer>();
    var slices = new Slices<>(Stream.of(4, 4, 9, 9).peek(taken::add).iterator(), i -> i, 10);
    // When
    slices.next();
    // Then
    assertEquals(List.of(4, 4, 9), taken);
  }

  private static List<List<Integer>> slices(Iterator<Integer> items) {
    List<List<Integer>> slices = new ArrayList<>();
    new Slices<>(items, i -> i, 10).forEachRemaining(slices::add);
    return slices;
  }

  @Test
  void cutsNothingIntoNothing() {
    assertEquals(List.of(), slices(Collections.emptyIterator()));
  }
}

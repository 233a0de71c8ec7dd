package io.clozeline.bert.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchesTest {

  @Test
  void anEpochSeesEveryExample() {
    // Given
    Batches batches = new Batches(lengths(50), 16, new Random(1));

    // When
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      int[] batch = batches.next();
      assertEquals(16, batch.length);
      Arrays.stream(batch).forEach(seen::add);
    }

    // Then
    assertEquals(50, seen.size());
  }

  @Test
  void fewerExamplesThanABatchAreRepeated() {
    // When
    int[] batch = new Batches(new int[] {5, 9, 7}, 8, new Random(1)).next();

    // Then
    assertEquals(8, batch.length);
    assertEquals(Set.of(0, 1, 2), new HashSet<>(Arrays.stream(batch).boxed().toList()));
  }

  @Test
  void theSameSeedGivesTheSameBatches() {
    Batches first = new Batches(lengths(50), 16, new Random(3));
    Batches again = new Batches(lengths(50), 16, new Random(3));
    for (int i = 0; i < 10; i++) {
      assertArrayEquals(first.next(), again.next());
    }
  }

  @Test
  void similarLengthsShareABatch() {
    // Given
    int[] lengths = lengths(640);
    Batches batches = new Batches(lengths, 16, new Random(1));

    // When
    int tokens = 0;
    int padded = 0;
    for (int i = 0; i < 40; i++) {
      int[] batch = batches.next();
      tokens += Arrays.stream(batch).map(example -> lengths[example]).sum();
      padded += 16 * batches.paddedLength(batch);
    }

    // Then
    double share = 1 - (double) tokens / padded;
    assertTrue(share < 0.3, () -> "padding " + share);
  }

  private static int[] lengths(int count) {
    return new Random(count).ints(count, 6, 62).toArray();
  }
}

package io.clozeline.bert.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchPlanTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everySequenceIsInExactlyOneBatch(long seed) {
    // Given
    int[] lengths = randomLengths(seed, 300);

    // When
    List<int[]> batches = BatchPlan.of(lengths, new TokenBudget(1024, 32));

    // Then
    int[] all = batches.stream().flatMapToInt(Arrays::stream).sorted().toArray();
    assertArrayEquals(IntStream.range(0, lengths.length).toArray(), all);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noBatchPassesTheBudgetUnlessItIsOneSequence(long seed) {
    // Given
    int[] lengths = randomLengths(seed, 300);
    TokenBudget budget = new TokenBudget(400, 16);

    // When
    List<int[]> batches = BatchPlan.of(lengths, budget);

    // Then
    for (int[] batch : batches) {
      int tokens = BatchPlan.paddedTokens(Arrays.stream(batch).map(i -> lengths[i]).toArray());
      assertTrue(batch.length <= budget.sequences());
      assertTrue(batch.length == 1 || tokens <= budget.tokens(), () -> tokens + " tokens");
    }
  }

  @Test
  void aSequenceLongerThanTheBudgetIsABatchOfItsOwn() {
    // When
    List<int[]> batches = BatchPlan.of(new int[] {10, 500, 12}, new TokenBudget(100, 8));

    // Then
    assertEquals(2, batches.size());
    assertArrayEquals(new int[] {0, 2}, batches.get(0));
    assertArrayEquals(new int[] {1}, batches.get(1));
  }

  @Test
  void nothingGivesNoBatch() {
    assertEquals(List.of(), BatchPlan.of(new int[0], new TokenBudget(100, 8)));
  }

  @Test
  void lengthsAreSortedAcrossBatches() {
    // Given
    int[] lengths = randomLengths(7, 200);

    // When
    int[] order =
        BatchPlan.of(lengths, new TokenBudget(512, 32)).stream()
            .flatMapToInt(Arrays::stream)
            .map(i -> lengths[i])
            .toArray();

    // Then
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    assertArrayEquals(sorted, order);
  }

  @Test
  void reviewsOfUsualLengthsArePaddedByLessThanATenth() {
    // Given
    int[] lengths = randomLengths(11, 800);

    // When
    List<int[]> batches = BatchPlan.of(lengths, new TokenBudget(1024, 64));

    // Then
    int padded =
        batches.stream()
            .mapToInt(
                batch ->
                    BatchPlan.paddedTokens(Arrays.stream(batch).map(i -> lengths[i]).toArray()))
            .sum();
    double share = 1 - (double) Arrays.stream(lengths).sum() / padded;
    assertTrue(share < 0.1, () -> "padding " + share);
  }

  @Test
  void aPaddedLengthHoldsItsSequenceAndNeverShrinks() {
    for (int length = 1; length <= 512; length++) {
      assertTrue(BatchPlan.paddedLength(length) >= length);
      assertTrue(BatchPlan.paddedLength(length) <= 512);
      assertTrue(
          length == 1 || BatchPlan.paddedLength(length) >= BatchPlan.paddedLength(length - 1));
    }
  }

  private static int[] randomLengths(long seed, int count) {
    Random random = new Random(seed);
    return random.ints(count, 6, 62).toArray();
  }
}

package io.clozeline.bert.encoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts sequences into batches of similar length, so that little padding is computed and few shapes
 * occur.
 */
public final class BatchPlan {
  private BatchPlan() {}

  /**
   * Batches over all sequences: sorted by length, cut where the padded tokens or the count would
   * pass the budget. A sequence longer than the budget is a batch of its own.
   *
   * @return indexes into {@code lengths}, each exactly once
   */
  public static List<int[]> of(int[] lengths, TokenBudget budget) {
    int[] order =
        IntStream.range(0, lengths.length)
            .boxed()
            .sorted((left, right) -> Integer.compare(lengths[left], lengths[right]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<int[]> batches = new ArrayList<>();
    int start = 0;
    for (int end = 1; end <= order.length; end++) {
      if (end == order.length || !fits(end + 1 - start, lengths[order[end]], budget)) {
        batches.add(Arrays.copyOfRange(order, start, end));
        start = end;
      }
    }
    return batches;
  }

  /**
   * The length that a sequence is padded to: the next multiple of a step that grows with the
   * length.
   */
  public static int paddedLength(int length) {
    int step = length <= 64 ? 2 : length <= 128 ? 4 : length <= 256 ? 8 : 16;
    return (length + step - 1) / step * step;
  }

  /** Tokens that one batch of these lengths computes, padding included. */
  public static int paddedTokens(int... lengths) {
    return lengths.length * paddedLength(IntStream.of(lengths).max().orElse(0));
  }

  private static boolean fits(int sequences, int longest, TokenBudget budget) {
    return sequences <= budget.sequences() && sequences * paddedLength(longest) <= budget.tokens();
  }
}

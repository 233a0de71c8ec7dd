package io.clozeline.bert.training;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Endless batches of one size. Each epoch every example comes once; examples of similar length
 * share a batch, with some noise so that it is not always the same ones; the last batch is filled
 * up from the epoch's start.
 */
final class Batches {
  private static final double LENGTH_NOISE = 0.1;

  private final int[] lengths;
  private final int size;
  private final Random random;
  private final Deque<int[]> epoch = new ArrayDeque<>();

  Batches(int[] lengths, int size, Random random) {
    this.lengths = lengths.clone();
    this.size = size;
    this.random = random;
  }

  /** Indexes of the next batch's examples. */
  int[] next() {
    if (epoch.isEmpty()) {
      epoch.addAll(shuffled());
    }
    return epoch.removeFirst();
  }

  private List<int[]> shuffled() {
    List<Integer> order = new ArrayList<>();
    Map<Integer, Double> noisyLength = new HashMap<>();
    for (int i = 0; i < lengths.length; i++) {
      order.add(i);
      noisyLength.put(i, lengths[i] * (1 + LENGTH_NOISE * random.nextDouble()));
    }
    order.sort(Comparator.comparing(noisyLength::get));
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < order.size(); from += size) {
      int[] batch = new int[size];
      for (int i = 0; i < size; i++) {
        batch[i] = order.get((from + i) % order.size());
      }
      batches.add(batch);
    }
    Collections.shuffle(batches, random);
    return batches;
  }

  /**
   * The length that a batch is padded to: coarse, because a training graph pays more for a new
   * shape than a serving one.
   */
  int paddedLength(int[] batch) {
    int longest = Arrays.stream(batch).map(i -> lengths[i]).max().orElseThrow();
    int step = longest <= 64 ? 8 : longest <= 128 ? 16 : 32;
    return (longest + step - 1) / step * step;
  }
}

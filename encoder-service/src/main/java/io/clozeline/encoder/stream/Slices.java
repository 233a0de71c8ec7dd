package io.clozeline.encoder.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Cuts what one poll brought into pieces that one transaction can carry in time. */
final class Slices {
  private Slices() {}

  /**
   * Slices of {@code items} in their order, each with at most {@code most} weight or a single item.
   */
  static <T> List<List<T>> of(List<T> items, ToIntFunction<T> weight, int most) {
    List<List<T>> slices = new ArrayList<>();
    int start = 0;
    long sum = 0;
    for (int i = 0; i < items.size(); i++) {
      int next = weight.applyAsInt(items.get(i));
      if (i > start && sum + next > most) {
        slices.add(items.subList(start, i));
        start = i;
        sum = 0;
      }
      sum += next;
    }
    if (start < items.size()) {
      slices.add(items.subList(start, items.size()));
    }
    return slices;
  }
}

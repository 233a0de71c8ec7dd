package io.clozeline.encoder.stream;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Cuts what one poll brought into pieces that one transaction can carry in time: in their order,
 * each with at most so much weight or a single item. An item is taken from its source only when its
 * slice is asked for, or the one before.
 */
final class Slices<T> implements Iterator<List<T>> {
  private final Iterator<T> items;
  private final ToIntFunction<T> weight;
  private final int most;
  private T ahead; // taken, but of the next slice

  Slices(Iterator<T> items, ToIntFunction<T> weight, int most) {
    this.items = items;
    this.weight = weight;
    this.most = most;
  }

  @Override
  public boolean hasNext() {
    return ahead != null || items.hasNext();
  }

  @Override
  public List<T> next() {
    List<T> slice = new ArrayList<>();
    T item = ahead == null ? items.next() : ahead;
    long sum = 0;
    do {
      slice.add(item);
      sum += weight.applyAsInt(item);
      item = items.hasNext() ? items.next() : null;
    } while (item != null && sum + weight.applyAsInt(item) <= most);
    ahead = item;
    return slice;
  }
}

package io.clozeline.deploy.evaluate.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Rows in the order of their file. */
public record ItemSet(List<Item> items) {
  public ItemSet {
    items = List.copyOf(items);
  }

  public int size() {
    return items.size();
  }

  /** The first {@code limit} rows; all for null. */
  public ItemSet first(Integer limit) {
    return limit == null ? this : new ItemSet(items.subList(0, Math.min(limit, items.size())));
  }

  /**
   * {@code count} rows drawn at random, in the order of the file; all of them when there are no
   * more, or for null. The same seed draws the same rows.
   */
  public ItemSet sample(Integer count, long seed) {
    if (count == null || count >= items.size()) {
      return this;
    }
    var places = new ArrayList<>(IntStream.range(0, items.size()).boxed().toList());
    Collections.shuffle(places, new Random(seed));
    return new ItemSet(places.stream().limit(count).sorted().map(items::get).toList());
  }

  /**
   * {@code k} rows of each label, drawn and mixed at random; the same seed draws the same rows.
   *
   * @throws IllegalArgumentException when a label has fewer than {@code k}
   */
  public ItemSet shots(int k, long seed) {
    Map<String, List<Item>> byLabel = new TreeMap<>();
    for (Item item : items) {
      if (item.label() == null) {
        throw new IllegalArgumentException("rows without one label have no shots of each label");
      }
      byLabel.computeIfAbsent(item.label(), label -> new ArrayList<>()).add(item);
    }
    var random = new Random(seed);
    List<Item> drawn = new ArrayList<>();
    byLabel.forEach((label, rows) -> drawn.addAll(draw(label, rows, k, random)));
    Collections.shuffle(drawn, random);
    return new ItemSet(drawn);
  }

  private static List<Item> draw(String label, List<Item> rows, int k, Random random) {
    if (rows.size() < k) {
      throw new IllegalArgumentException(
          "the label \"" + label + "\" has " + rows.size() + " rows, fewer than " + k);
    }
    Collections.shuffle(rows, random);
    return rows.subList(0, k);
  }
}

package io.clozeline.trainer.prequential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The documents that a champion and a challenger have both answered, the newest of each such two. A
 * corrected label takes the place of the first. Used by one thread.
 */
final class Pairs {
  /** Documents of two that are remembered. */
  private static final int MOST = 200;

  /** Labels come late: some are still of the challenger before. */
  private static final int TWOS = 3;

  private final Map<String, List<Pair>> twos = new LinkedHashMap<>(); // the newest last

  Pairs(Map<String, List<Pair>> keptOrNull) {
    if (keptOrNull != null) {
      keptOrNull.forEach((two, pairs) -> twos.put(two, new ArrayList<>(pairs)));
    }
  }

  Map<String, List<Pair>> snapshot() {
    Map<String, List<Pair>> copy = new LinkedHashMap<>();
    twos.forEach((two, pairs) -> copy.put(two, List.copyOf(pairs)));
    return copy;
  }

  void add(String championOrNull, String challenger, Pair pair) {
    String two = two(championOrNull, challenger);
    List<Pair> pairs = twos.containsKey(two) ? twos.remove(two) : new ArrayList<>();
    pairs.removeIf(before -> before.id() == pair.id());
    pairs.add(pair);
    if (pairs.size() > MOST) {
      pairs.remove(0);
    }
    twos.put(two, pairs);
    if (twos.size() > TWOS) {
      twos.remove(twos.keySet().iterator().next());
    }
  }

  List<Pair> of(String championOrNull, String challenger) {
    return List.copyOf(twos.getOrDefault(two(championOrNull, challenger), List.of()));
  }

  private static String two(String championOrNull, String challenger) {
    return (championOrNull == null ? "" : championOrNull) + " " + challenger;
  }
}

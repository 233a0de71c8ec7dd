package io.clozeline.trainer.examples;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * Which examples a run learns from where there are more than it takes: of every label as many as
 * fairly possible, half of them the newest and half a sample of the others. The sample is drawn by
 * fixed random ranks (a reservoir, Vitter 1985), so that it stays the same for every trainer and
 * changes little as examples come.
 */
final class Replay {
  private final Map<String, List<Long>> offsetsByLabel = new TreeMap<>();
  private int size;

  void add(String label, long offset) {
    offsetsByLabel.computeIfAbsent(label, l -> new ArrayList<>()).add(offset);
    size++;
  }

  /** Whether an offset is one of {@code most} that are chosen. */
  LongPredicate choose(int most) {
    if (size <= most) {
      return offset -> true;
    }
    Set<Long> chosen = new HashSet<>();
    List<List<Long>> rarestFirst = new ArrayList<>(offsetsByLabel.values());
    rarestFirst.sort(Comparator.comparing(List::size));
    int room = most;
    for (int i = 0; i < rarestFirst.size(); i++) {
      List<Long> offsets = rarestFirst.get(i);
      int share = Math.min(offsets.size(), room / (rarestFirst.size() - i));
      choose(offsets, share, chosen);
      room -= share;
    }
    return chosen::contains;
  }

  private static void choose(List<Long> offsets, int share, Set<Long> chosen) {
    List<Long> newestFirst = new ArrayList<>(offsets);
    newestFirst.sort(Comparator.reverseOrder());
    int newest = (share + 1) / 2;
    chosen.addAll(newestFirst.subList(0, newest));
    newestFirst.subList(newest, newestFirst.size()).stream()
        .sorted(Comparator.comparingLong(Replay::rank))
        .limit(share - newest)
        .forEach(chosen::add);
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long rank(long offset) {
    long mixed = (offset ^ (offset >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}

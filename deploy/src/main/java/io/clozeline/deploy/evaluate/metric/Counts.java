package io.clozeline.deploy.evaluate.metric;

/** How often something was right and said, and the two kinds of error. */
final class Counts {
  private long hits;
  private long gold;
  private long said;

  void add(boolean isGold, boolean isSaid) {
    add(isGold && isSaid ? 1 : 0, isGold ? 1 : 0, isSaid ? 1 : 0);
  }

  void add(long newHits, long newGold, long newSaid) {
    hits += newHits;
    gold += newGold;
    said += newSaid;
  }

  void add(Counts other) {
    add(other.hits, other.gold, other.said);
  }

  /** The harmonic mean of precision and recall; 0 where there is neither. */
  double f1() {
    return gold + said == 0 ? 0 : 2.0 * hits / (gold + said);
  }
}

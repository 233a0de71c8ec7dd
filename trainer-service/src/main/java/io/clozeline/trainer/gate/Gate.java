package io.clozeline.trainer.gate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Lets a challenger pass that is better than the champion, or not worse on an eager task; never one
 * that fails a label, or the newest examples, for the sake of the rest.
 *
 * @param sure how sure it must be that a challenger is better, 0.5 to 1
 * @param worse how sure it must be that one is worse to hold it back on an eager task, or where it
 *     has learnt from many more examples
 * @param margin how far a slice may fall
 * @param sliceSize examples from which on a slice is looked at
 */
public record Gate(double sure, double worse, double margin, int sliceSize) {
  /** What was found to work. */
  public static final Gate MEASURED = new Gate(0.8, 0.8, 0.1, 10);

  public Gate {
    if (!(sure >= 0.5 && sure < 1 && worse >= 0.5 && worse < 1 && margin >= 0 && sliceSize > 0)) {
      throw new IllegalArgumentException("no such gate: " + sure + ", " + worse + ", " + margin);
    }
  }

  /** Judges a challenger by examples that neither has learnt from. */
  public Judgement judge(Promotion promotion, List<Tested> tested) {
    Comparison overall = compare(tested);
    Comparison recent = compare(tested.stream().filter(Tested::recent).toList());
    if (promotion == Promotion.ALWAYS) {
      return new Judgement(true, overall, recent, "Every release of this task is promoted.");
    }
    String fault = fault(promotion, overall, recent, tested);
    boolean promoted = fault == null;
    String reason =
        (promoted ? "Promoted: " + praise(promotion) : "Kept the champion: " + fault)
            + " ("
            + words(overall)
            + ").";
    return new Judgement(promoted, overall, recent, reason);
  }

  private static String praise(Promotion promotion) {
    return switch (promotion) {
      case GROWN -> "not worse, and it has learnt from at least twice as many examples";
      case EAGER -> "not worse";
      default -> "better";
    };
  }

  /** Why the challenger is held back; null where it is not. */
  private String fault(
      Promotion promotion, Comparison overall, Comparison recent, List<Tested> tested) {
    if (promotion == Promotion.GATED && !(overall.better() >= sure && ahead(overall))) {
      return "the challenger is not surely better";
    }
    if (1 - overall.better() >= worse) {
      return "the challenger is worse";
    }
    if (1 - recent.better() >= worse) {
      return "the challenger is worse on the newest examples (" + words(recent) + ")";
    }
    return fallen(tested);
  }

  private String fallen(List<Tested> tested) {
    Map<String, List<Tested>> slices = new TreeMap<>();
    tested.forEach(one -> slices.computeIfAbsent(one.slice(), s -> new ArrayList<>()).add(one));
    for (Map.Entry<String, List<Tested>> slice : slices.entrySet()) {
      Comparison of = compare(slice.getValue());
      if (of.examples() >= sliceSize && of.champion() - of.challenger() > margin) {
        return "it falls on \"" + slice.getKey() + "\" (" + words(of) + ")";
      }
    }
    return null;
  }

  private static boolean ahead(Comparison overall) {
    return overall.challenger() > overall.champion();
  }

  private static Comparison compare(Collection<Tested> tested) {
    return Comparison.of(each(tested, Tested::champion), each(tested, Tested::challenger));
  }

  private static double[] each(Collection<Tested> tested, ToDoubleFunction<Tested> of) {
    return tested.stream().mapToDouble(of).toArray();
  }

  private static String words(Comparison of) {
    return String.format(
        Locale.ROOT,
        "%.3f against %.3f on %d examples, %d won and %d lost, %s: %.2f sure that it is better",
        of.challenger(),
        of.champion(),
        of.examples(),
        of.wins(),
        of.losses(),
        of.test().text(),
        of.better());
  }
}

package io.clozeline.heads.review;

import io.clozeline.events.Annotation.Uncertainty;
import io.clozeline.events.task.ReviewStrategy;
import java.util.Locale;

/** What a text is worth by a strategy, in numbers and in words. */
final class Worth {
  private Worth() {}

  /** From 0 to 1; equal for all texts where the lot alone decides, or nothing tells. */
  static double of(Uncertainty uncertainty, ReviewStrategy strategy) {
    if (uncertainty == null) {
      return 0;
    }
    return switch (strategy) {
      case MARGIN -> 1 - uncertainty.margin();
      case ENTROPY -> uncertainty.entropy();
      case RANDOM -> 0;
    };
  }

  /**
   * Why a text was chosen.
   *
   * @param share of the texts that score high enough
   * @param texts that it was compared with
   */
  static String reason(ReviewStrategy strategy, double score, double share, int texts) {
    if (share >= 1) {
      return "There are fewer texts than the budget allows to ask about.";
    }
    String among = String.format(Locale.ROOT, "%.2g %% of the last %d texts", 100 * share, texts);
    return switch (strategy) {
      case MARGIN ->
          String.format(Locale.ROOT, "Its margin of %.3f is among the lowest ", 1 - score)
              + among
              + ".";
      case ENTROPY ->
          String.format(Locale.ROOT, "Its entropy of %.3f is among the highest ", score)
              + among
              + ".";
      case RANDOM ->
          String.format(Locale.ROOT, "Drawn by lot, with %.2g %% of all texts.", 100 * share);
    };
  }
}

package io.clozeline.heads.review;

import io.clozeline.events.Annotation.Uncertainty;
import io.clozeline.events.task.ReviewStrategy;
import io.clozeline.events.task.Reviews;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongToDoubleFunction;

/** Texts at random times through a selection, by a clock that only they move. */
final class SimulatedStream {
  static final long HOUR = 3_600_000;
  private static final int HIDDEN = 16;

  /** What a text is like. */
  interface Likeness {
    Candidate of(long index, Random random);
  }

  /** A text that was chosen. */
  record Pick(long at, String id, Chosen chosen) {}

  private final Selection selection;
  private final Random random;
  private final List<Pick> picks = new ArrayList<>();
  private double now = 1_767_323_045_678.0;
  private long texts;

  SimulatedStream(Selection selection, long seed) {
    this.selection = selection;
    this.random = new Random(seed);
  }

  static Reviews plan(int perHour, ReviewStrategy strategy, boolean diversity) {
    return new Reviews(perHour, strategy, diversity);
  }

  static SimulatedStream of(Reviews plan, double share, long seed) {
    return new SimulatedStream(new Selection("task", plan, share, ReviewMemory.inProcess()), seed);
  }

  /** Texts for {@code millis}, so many a second at each time since the start of this call. */
  SimulatedStream run(long millis, LongToDoubleFunction perSecond, Likeness likeness) {
    double start = now;
    while (now - start < millis) {
      double rate = perSecond.applyAsDouble((long) (now - start));
      now += -Math.log(1 - random.nextDouble()) * 1_000 / rate;
      offer(likeness.of(texts++, random));
    }
    return this;
  }

  void offer(Candidate candidate) {
    Verdict verdict = selection.offer(candidate, (long) now);
    if (verdict.chosen() != null) {
      picks.add(new Pick((long) now, candidate.id(), verdict.chosen()));
    }
  }

  void pass(long millis) {
    now += millis;
  }

  List<Pick> picks() {
    return picks;
  }

  long texts() {
    return texts;
  }

  double meanScore() {
    return picks.stream().mapToDouble(pick -> pick.chosen().score()).average().orElseThrow();
  }

  /** The longest time without a pick, from the first one on. */
  long longestGap() {
    long longest = 0;
    for (int i = 1; i < picks.size(); i++) {
      longest = Math.max(longest, picks.get(i).at() - picks.get(i - 1).at());
    }
    return Math.max(longest, (long) now - picks.get(picks.size() - 1).at());
  }

  /** By how much the picks of any stretch of time exceed the allowance for that time. */
  double worstExcess(Allowance allowance) {
    double worst = 0;
    double excess = 0; // of the worst stretch that ends here
    for (int i = 0; i < picks.size(); i++) {
      double earned =
          i == 0 ? 0 : (picks.get(i).at() - picks.get(i - 1).at()) * allowance.perMilli();
      excess = Math.max(0, excess - earned) + 1;
      worst = Math.max(worst, excess);
    }
    return worst;
  }

  /** A text of that margin, unlike all others. */
  static Candidate text(long index, double margin, Random random) {
    return new Candidate("d" + index, new Uncertainty(margin, 1 - margin), () -> direction(random));
  }

  static float[] direction(Random random) {
    float[] vector = new float[HIDDEN];
    for (int i = 0; i < HIDDEN; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }
}

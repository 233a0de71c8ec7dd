package io.clozeline.bert.head;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;

/** The best few of a whole vocabulary, in one pass over its logits. */
public final class LikeliestWords {

  /** A word and its logit. */
  public record Word(int tokenId, float logit) {}

  private static final Comparator<Word> WORST_FIRST =
      Comparator.comparingDouble(Word::logit)
          .thenComparing(Comparator.comparingInt(Word::tokenId).reversed());

  private LikeliestWords() {}

  /**
   * At most {@code count} words, the likeliest first; of equal ones the lower id first.
   *
   * @param eligible the ids that may be returned
   */
  public static List<Word> of(float[] logits, int count, IntPredicate eligible) {
    if (count < 1) {
      throw new IllegalArgumentException("count " + count + " is below one");
    }
    PriorityQueue<Word> best = new PriorityQueue<>(WORST_FIRST);
    for (int id = 0; id < logits.length; id++) {
      boolean full = best.size() == count;
      if ((full && logits[id] <= best.peek().logit()) || !eligible.test(id)) {
        continue;
      }
      if (full) {
        best.poll();
      }
      best.add(new Word(id, logits[id]));
    }
    List<Word> words = new ArrayList<>(best);
    words.sort(WORST_FIRST.reversed());
    return words;
  }
}

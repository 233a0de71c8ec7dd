package io.clozeline.heads.answer.cloze;

import io.clozeline.events.task.Vocabulary;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The words that may fill a mask: not the pieces of words ({@code ##ing}), which mean nothing
 * alone, and not the special and unused tokens, which nobody writes.
 */
final class Fillers {
  private static final Pattern NO_WORD =
      Pattern.compile("##.+|\\[(PAD|UNK|CLS|SEP|MASK|unused\\d+)]");

  private final Vocabulary vocabulary;
  private final int[] ids;

  Fillers(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.ids =
        IntStream.range(0, vocabulary.size())
            .filter(id -> !NO_WORD.matcher(vocabulary.word(id)).matches())
            .toArray();
  }

  String word(int id) {
    return vocabulary.word(id);
  }

  /** The {@code count} fillers of the greatest {@code logits}, greatest first; ties by id. */
  int[] best(float[] logits, int count) {
    int[] best = new int[Math.min(count, ids.length)];
    int found = 0;
    for (int id : ids) {
      if (found < best.length || logits[id] > logits[best[found - 1]]) {
        found = Math.min(found + 1, best.length);
        insert(best, found, id, logits);
      }
    }
    return best;
  }

  /** Puts {@code id} where it belongs among the first {@code found}, over the last of them. */
  private static void insert(int[] best, int found, int id, float[] logits) {
    int at = found - 1;
    while (at > 0 && logits[id] > logits[best[at - 1]]) {
      best[at] = best[at - 1];
      at--;
    }
    best[at] = id;
  }
}

package io.clozeline.heads.kind.cloze;

import io.clozeline.events.task.Vocabulary;
import java.util.BitSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The words that may fill a mask: not the pieces of words ({@code ##ing}), which mean nothing
 * alone, and not the special and unused tokens, which nobody writes.
 */
final class Fillers {
  private static final Pattern NO_WORD =
      Pattern.compile("##.+|\\[(PAD|UNK|CLS|SEP|MASK|unused\\d+)]");

  private final BitSet words;

  Fillers(Vocabulary vocabulary) {
    this.words =
        IntStream.range(0, vocabulary.size())
            .filter(id -> !NO_WORD.matcher(vocabulary.word(id)).matches())
            .collect(BitSet::new, BitSet::set, BitSet::or);
  }

  boolean contains(int id) {
    return words.get(id);
  }
}

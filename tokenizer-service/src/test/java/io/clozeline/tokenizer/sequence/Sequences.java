package io.clozeline.tokenizer.sequence;

import io.clozeline.events.TokenSequence;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.tokenizer.TestModel;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sequences as a person reads them. */
public final class Sequences {
  private static final Vocabulary VOCABULARY = TestModel.vocabulary();

  private Sequences() {}

  /** The tokens, with a space between. */
  public static String tokens(TokenSequence sequence) {
    return Arrays.stream(sequence.inputIds())
        .mapToObj(VOCABULARY::word)
        .collect(Collectors.joining(" "));
  }

  /** What each position stands for in {@code text}, "·" where it stands for nothing. */
  public static String covered(TokenSequence sequence, String text) {
    int[] offsets = sequence.offsets();
    return IntStream.range(0, sequence.length())
        .mapToObj(
            i -> offsets[2 * i] < 0 ? "·" : text.substring(offsets[2 * i], offsets[2 * i + 1]))
        .collect(Collectors.joining(" "));
  }

  /** The tokens at the selected positions. */
  public static String selected(TokenSequence sequence) {
    return Arrays.stream(sequence.selected())
        .mapToObj(position -> VOCABULARY.word(sequence.inputIds()[position]))
        .collect(Collectors.joining(" "));
  }
}

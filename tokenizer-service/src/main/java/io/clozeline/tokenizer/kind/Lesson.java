package io.clozeline.tokenizer.kind;

import io.clozeline.events.TokenSequence;
import java.util.List;

/**
 * The part of an example that the text and the answer at its positions make.
 *
 * @param sequences one or more, without places in the text: nobody reads those of an example
 * @param targets as in {@link io.clozeline.events.Example#targets}; null for a kind that answers
 *     for the whole text
 */
public record Lesson(List<TokenSequence> sequences, List<int[]> targets) {
  public Lesson {
    sequences = sequences.stream().map(Lesson::withoutPlaces).toList();
    targets = targets == null ? null : List.copyOf(targets);
    if (sequences.isEmpty() || targets != null && targets.size() != sequences.size()) {
      throw new IllegalArgumentException(
          sequences.size() + " sequences with " + (targets == null ? "no" : targets.size()));
    }
  }

  /** Of an answer for the whole text. */
  public Lesson(List<TokenSequence> sequences) {
    this(sequences, null);
  }

  private static TokenSequence withoutPlaces(TokenSequence s) {
    return s.offsets().length == 0
        ? s
        : new TokenSequence(s.inputIds(), s.typeIds(), s.selected(), null, s.windowOrigin());
  }
}

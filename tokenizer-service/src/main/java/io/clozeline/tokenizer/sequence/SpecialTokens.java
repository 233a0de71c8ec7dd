package io.clozeline.tokenizer.sequence;

import io.clozeline.events.task.Vocabulary;

/** The vocabulary ids of the tokens that no text yields, and of the one for what has no other. */
public record SpecialTokens(int cls, int sep, int mask, int unknown) {
  public static SpecialTokens of(Vocabulary vocabulary) {
    return new SpecialTokens(
        vocabulary.special("[CLS]"),
        vocabulary.special("[SEP]"),
        vocabulary.special("[MASK]"),
        vocabulary.special("[UNK]"));
  }
}

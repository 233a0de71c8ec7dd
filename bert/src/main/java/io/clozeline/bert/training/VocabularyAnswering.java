package io.clozeline.bert.training;

import io.clozeline.bert.head.MaskedLmHead;
import java.util.Objects;

/** The masked-LM head over the whole vocabulary, at every selected position. */
public record VocabularyAnswering(MaskedLmHead head) implements Answering {
  public VocabularyAnswering {
    Objects.requireNonNull(head, "head");
  }

  @Override
  public int outputs() {
    return head.vocabulary();
  }
}

package io.clozeline.bert.training;

import io.clozeline.bert.head.VerbalizerHead;
import java.util.Objects;

/** The words of a prompt: the masks of a sequence answer together, in one row. */
public record VerbalizerAnswering(VerbalizerHead head) implements Answering {
  public VerbalizerAnswering {
    Objects.requireNonNull(head, "head");
  }

  @Override
  public int outputs() {
    return head.labels();
  }
}

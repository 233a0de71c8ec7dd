package io.clozeline.tokenizer.kind.span;

import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.kind.span.Span;
import io.clozeline.tokenizer.kind.KindLayout;
import io.clozeline.tokenizer.kind.Layout;
import io.clozeline.tokenizer.sequence.BertInput;

/**
 * A question and a passage, read at each token of the passage; their feedback is the answer in it.
 */
public final class SpanKind implements KindLayout {
  @Override
  public Class<? extends TaskKind> kind() {
    return Span.class;
  }

  @Override
  public Layout of(Task task, BertInput input) {
    return new SpanLayout(input, task.definition().windows());
  }
}

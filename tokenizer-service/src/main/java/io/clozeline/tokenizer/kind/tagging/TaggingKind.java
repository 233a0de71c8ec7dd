package io.clozeline.tokenizer.kind.tagging;

import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.kind.tagging.Tagging;
import io.clozeline.tokenizer.kind.KindLayout;
import io.clozeline.tokenizer.kind.Layout;
import io.clozeline.tokenizer.sequence.BertInput;

/** One text, read at each of its words; its feedback is a tag for each, or its entities. */
public final class TaggingKind implements KindLayout {
  @Override
  public Class<? extends TaskKind> kind() {
    return Tagging.class;
  }

  @Override
  public Layout of(Task task, BertInput input) {
    return new TaggingLayout(task.definition(), input);
  }
}

package io.clozeline.tokenizer.kind.cloze;

import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.kind.cloze.Cloze;
import io.clozeline.tokenizer.kind.KindLayout;
import io.clozeline.tokenizer.kind.Layout;
import io.clozeline.tokenizer.sequence.BertInput;

/** One text with blanks, read at each of them; its feedback is their words. */
public final class ClozeKind implements KindLayout {
  @Override
  public Class<? extends TaskKind> kind() {
    return Cloze.class;
  }

  @Override
  public Layout of(Task task, BertInput input) {
    return new ClozeLayout(input, task.definition().windows());
  }
}

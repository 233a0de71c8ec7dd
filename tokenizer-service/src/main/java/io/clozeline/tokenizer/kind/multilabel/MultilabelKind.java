package io.clozeline.tokenizer.kind.multilabel;

import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.kind.multilabel.Multilabel;
import io.clozeline.tokenizer.kind.KindLayout;
import io.clozeline.tokenizer.kind.Layout;
import io.clozeline.tokenizer.kind.WholeText;
import io.clozeline.tokenizer.sequence.BertInput;

/** One text or two, read at [CLS]; their feedback is any number of labels. */
public final class MultilabelKind implements KindLayout {
  @Override
  public Class<? extends TaskKind> kind() {
    return Multilabel.class;
  }

  @Override
  public Layout of(Task task, BertInput input) {
    return WholeText.of(task, input);
  }
}

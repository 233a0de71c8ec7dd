package io.clozeline.tokenizer.kind.classification;

import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.kind.classification.Classification;
import io.clozeline.tokenizer.kind.KindLayout;
import io.clozeline.tokenizer.kind.Layout;
import io.clozeline.tokenizer.kind.WholeText;
import io.clozeline.tokenizer.sequence.BertInput;

/** One text, asked by patterns or read at [CLS]; its feedback is a label. */
public final class ClassificationKind implements KindLayout {
  @Override
  public Class<? extends TaskKind> kind() {
    return Classification.class;
  }

  @Override
  public Layout of(Task task, BertInput input) {
    return WholeText.of(task, input);
  }
}

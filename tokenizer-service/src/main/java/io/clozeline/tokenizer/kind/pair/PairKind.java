package io.clozeline.tokenizer.kind.pair;

import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.kind.pair.PairClassification;
import io.clozeline.tokenizer.kind.KindLayout;
import io.clozeline.tokenizer.kind.Layout;
import io.clozeline.tokenizer.kind.WholeText;
import io.clozeline.tokenizer.sequence.BertInput;

/** Two texts, asked by patterns or read at [CLS]; their feedback is a label. */
public final class PairKind implements KindLayout {
  @Override
  public Class<? extends TaskKind> kind() {
    return PairClassification.class;
  }

  @Override
  public Layout of(Task task, BertInput input) {
    return WholeText.of(task, input);
  }
}

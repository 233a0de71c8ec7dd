package io.clozeline.tokenizer.kind.regression;

import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.kind.regression.Regression;
import io.clozeline.tokenizer.kind.KindLayout;
import io.clozeline.tokenizer.kind.Layout;
import io.clozeline.tokenizer.kind.WholeText;
import io.clozeline.tokenizer.sequence.BertInput;

/** One text or two, asked by patterns or read at [CLS]; their feedback is a number. */
public final class RegressionKind implements KindLayout {
  @Override
  public Class<? extends TaskKind> kind() {
    return Regression.class;
  }

  @Override
  public Layout of(Task task, BertInput input) {
    return WholeText.of(task, input);
  }
}

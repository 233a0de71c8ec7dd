package io.clozeline.tokenizer.kind.nextsentence;

import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.kind.nextsentence.NextSentence;
import io.clozeline.tokenizer.kind.KindLayout;
import io.clozeline.tokenizer.kind.Layout;
import io.clozeline.tokenizer.kind.WholeText;
import io.clozeline.tokenizer.sequence.BertInput;

/** Two sentences, read or asked as any pair; their feedback is whether they follow each other. */
public final class NextSentenceKind implements KindLayout {
  @Override
  public Class<? extends TaskKind> kind() {
    return NextSentence.class;
  }

  @Override
  public Layout of(Task task, BertInput input) {
    return WholeText.of(task, input);
  }
}

package io.clozeline.tokenizer.kind;

import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskKind;
import io.clozeline.tokenizer.sequence.BertInput;

/**
 * How the tasks of one kind are laid out: a package below this one, whose implementation {@code
 * META-INF/services} names; nothing else lists them.
 */
public interface KindLayout {
  /** The kind. */
  Class<? extends TaskKind> kind();

  /**
   * The layout of one task of that kind.
   *
   * @throws io.clozeline.events.error.EventException when the task cannot be laid out
   */
  Layout of(Task task, BertInput input);
}

package io.clozeline.trainer.unlabelled;

import io.clozeline.bert.Sequence;
import java.util.List;
import java.util.Objects;

/**
 * A text that a task can learn from.
 *
 * @param id of its document
 * @param patterns its first window under each pattern of the task
 */
public record UnlabelledText(String id, List<Sequence> patterns) {
  public UnlabelledText {
    Objects.requireNonNull(id, "id");
    patterns = List.copyOf(patterns);
  }
}

package io.clozeline.trainer.examples;

import io.clozeline.bert.training.LabelledSequence;
import java.util.List;
import java.util.Objects;

/**
 * What one example teaches.
 *
 * @param id of its document
 * @param offset where it stood in the task's partition
 * @param label the right one; of a kind without one label, what the example is counted as
 * @param sequences at least one; of a task with a prompt, window by window and pattern by pattern
 */
public record Taught(String id, long offset, String label, List<LabelledSequence> sequences) {
  public Taught {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(label, "label");
    sequences = List.copyOf(sequences);
  }
}

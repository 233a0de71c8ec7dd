package io.clozeline.trainer.kind;

import io.clozeline.bert.Sequence;
import io.clozeline.events.Example;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.task.Task;

/** The sequences of an example, as the model reads them. */
public final class Sequences {
  private Sequences() {}

  /** With all selected positions. */
  public static Sequence whole(TokenSequence sequence) {
    return new Sequence(sequence.inputIds(), sequence.typeIds(), sequence.selected());
  }

  /** For a head that answers once: the masks of a prompt, or the first selected position. */
  public static Sequence once(TokenSequence sequence, Task task) {
    if (task.definition().prompted()) {
      return whole(sequence);
    }
    int[] first = {sequence.selected()[0]};
    return new Sequence(sequence.inputIds(), sequence.typeIds(), first);
  }

  /** Whether each sequence has the masks that the task's longest word needs. */
  public static boolean fit(Example example, Task task) {
    return example.sequences().stream().allMatch(s -> s.selected().length >= task.masks());
  }
}

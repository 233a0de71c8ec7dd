package io.clozeline.trainer.kind;

import io.clozeline.bert.Sequence;
import io.clozeline.events.Example;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.Vocabulary;

/** Sequences as the model reads them. */
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

  /**
   * Refuses a sequence that the model cannot read, or that asks it nothing.
   *
   * @throws EventException with {@link ErrorCode#INVALID_FIELD}
   */
  public static void requireReadable(TokenSequence sequence, Vocabulary vocabulary) {
    if (sequence.selected().length == 0) {
      throw invalid("a sequence has no selected position");
    }
    if (sequence.length() > vocabulary.maxPositions()) {
      throw invalid(
          "a sequence has "
              + sequence.length()
              + " tokens, more than "
              + vocabulary.maxPositions());
    }
    for (int i = 0; i < sequence.length(); i++) {
      int id = sequence.inputIds()[i];
      int type = sequence.typeIds()[i];
      if (id < 0 || id >= vocabulary.size() || type < 0 || type > 1) {
        throw invalid("a sequence has the token id " + id + " of type " + type);
      }
    }
  }

  private static EventException invalid(String cause) {
    return new EventException(ErrorCode.INVALID_FIELD, cause);
  }
}

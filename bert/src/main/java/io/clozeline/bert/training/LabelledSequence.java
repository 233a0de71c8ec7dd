package io.clozeline.bert.training;

import io.clozeline.bert.Sequence;
import java.util.Objects;

/**
 * One example.
 *
 * @param sequence its first selected position is the one that the head reads
 * @param label index into the task's labels
 */
public record LabelledSequence(Sequence sequence, int label) {

  public LabelledSequence {
    Objects.requireNonNull(sequence, "sequence");
    if (sequence.selected().length == 0) {
      throw new IllegalArgumentException("an example needs a selected position");
    }
    if (label < 0) {
      throw new IllegalArgumentException("label " + label + " is below zero");
    }
  }
}

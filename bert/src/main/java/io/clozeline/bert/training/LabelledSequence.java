package io.clozeline.bert.training;

import io.clozeline.bert.Sequence;
import java.util.Objects;

/**
 * One example: hard classes or dense targets, exactly one of the two.
 *
 * @param classes the right class of each row, -1 where it teaches nothing; of a span start and end
 *     among the selected positions; null with targets
 * @param targets {@code [rows, outputs]}; null with classes
 */
public record LabelledSequence(Sequence sequence, int[] classes, float[] targets) {
  public LabelledSequence {
    Objects.requireNonNull(sequence, "sequence");
    if (sequence.selected().length == 0) {
      throw new IllegalArgumentException("an example needs a selected position");
    }
    if ((classes == null) == (targets == null)) {
      throw new IllegalArgumentException("an example has either classes or targets");
    }
    classes = classes == null ? null : classes.clone();
    targets = targets == null ? null : targets.clone();
    for (int i = 0; classes != null && i < classes.length; i++) {
      if (classes[i] < -1) {
        throw new IllegalArgumentException("class " + classes[i] + " is below -1");
      }
    }
    for (int i = 0; targets != null && i < targets.length; i++) {
      if (!Float.isFinite(targets[i])) {
        throw new IllegalArgumentException("target " + targets[i] + " is not finite");
      }
    }
  }

  /** The same answer, asked of the first selected position alone. */
  public LabelledSequence first() {
    return new LabelledSequence(sequence.first(), classes, targets);
  }

  /** One class for the sequence. */
  public static LabelledSequence of(Sequence sequence, int label) {
    return new LabelledSequence(sequence, new int[] {label}, null);
  }

  /** Dense targets. */
  public static LabelledSequence soft(Sequence sequence, float[] targets) {
    return new LabelledSequence(sequence, null, targets);
  }
}

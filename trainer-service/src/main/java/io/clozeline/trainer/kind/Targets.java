package io.clozeline.trainer.kind;

import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.events.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What an example's targets teach, sequence by sequence. */
public final class Targets {
  private Targets() {}

  /**
   * A class below {@code classes} for each selected position; sequences that teach nothing are left
   * out.
   */
  public static List<LabelledSequence> classes(Example example, int classes) {
    List<LabelledSequence> lessons = new ArrayList<>();
    for (int i = 0; example.targets() != null && i < example.targets().size(); i++) {
      int[] target = example.targets().get(i);
      if (target.length != example.sequences().get(i).selected().length
          || Arrays.stream(target).anyMatch(t -> t < -1 || t >= classes)) {
        return List.of();
      }
      if (Arrays.stream(target).anyMatch(t -> t >= 0)) {
        lessons.add(
            new LabelledSequence(Sequences.whole(example.sequences().get(i)), target, null));
      }
    }
    return lessons;
  }

  /** Start and end among the selected positions. */
  public static List<LabelledSequence> ends(Example example) {
    List<LabelledSequence> lessons = new ArrayList<>();
    for (int i = 0; example.targets() != null && i < example.targets().size(); i++) {
      int[] ends = example.targets().get(i);
      if (ends.length != 2
          || ends[0] < 0
          || ends[1] < ends[0]
          || ends[1] >= example.sequences().get(i).selected().length) {
        return List.of();
      }
      lessons.add(new LabelledSequence(Sequences.whole(example.sequences().get(i)), ends, null));
    }
    return lessons;
  }
}

package io.clozeline.trainer.run;

import io.clozeline.bert.Sequence;
import io.clozeline.events.task.Demonstrations;
import io.clozeline.events.task.Learning;
import io.clozeline.events.task.Prompt;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.trainer.Fixtures;
import java.util.List;
import java.util.Map;

/** A task whose prompt has demonstrations, and texts whose first word says what is right. */
final class Demonstrated {
  static final int NEGATIVE = 7;

  private Demonstrated() {}

  static TaskDefinition definition(String name, Learning learning) {
    var words = Map.of("negative", List.of("terrible"), "positive", List.of("great"));
    var shows = new Demonstrations(1, 1, 64, null);
    var prompt = new Prompt(List.of("{text} [MASK]"), null, null, words, null, shows);
    return Fixtures.definition(name, prompt, learning);
  }

  /** {@code [CLS] word [MASK] [SEP]}. */
  static Sequence text(int label) {
    return new Sequence(new int[] {2, NEGATIVE + label, 4, 3}, new int[4], new int[] {2});
  }

  static float[] right(Sequence sequence) {
    return sequence.inputIds()[1] == NEGATIVE ? new float[] {9, 0} : new float[] {0, 9};
  }

  /** Less sure of itself than one that is right. */
  static float[] wrong(Sequence sequence) {
    float[] right = right(sequence);
    return new float[] {right[1] / 2, right[0] / 2};
  }

  /** Whether demonstrations stand behind the text. */
  static boolean shown(Sequence sequence) {
    return sequence.length() > 4;
  }
}

package io.clozeline.trainer.kind.span;

import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.bert.training.objective.Objective;
import io.clozeline.events.Example;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.kind.KindTraining;
import io.clozeline.trainer.kind.Targets;
import java.util.List;

/** Where an answer starts and ends among the positions of its window. */
public final class SpanTraining implements KindTraining {
  @Override
  public Objective objective(Task task) {
    return Objective.SPAN;
  }

  @Override
  public List<LabelledSequence> lessons(Example example, Task task) {
    return Targets.ends(example);
  }

  /** How many positions the likeliest answer shares with the right one, as F1, window by window. */
  @Override
  public double agreement(List<float[]> scores, List<LabelledSequence> lessons, Task task) {
    double sum = 0;
    for (int i = 0; i < lessons.size(); i++) {
      sum += overlap(lessons.get(i).classes(), likeliest(scores.get(i)));
    }
    return sum / lessons.size();
  }

  /** Start and end: of all that do not end before they start, the best. */
  private static int[] likeliest(float[] scores) {
    int[] best = {0, 0};
    int start = 0;
    for (int end = 0; end < scores.length / 2; end++) {
      start = scores[2 * end] > scores[2 * start] ? end : start; // the best one so far
      if (scores[2 * start] + scores[2 * end + 1] > scores[2 * best[0]] + scores[2 * best[1] + 1]) {
        best = new int[] {start, end};
      }
    }
    return best;
  }

  private static double overlap(int[] right, int[] said) {
    int shared = Math.min(right[1], said[1]) - Math.max(right[0], said[0]) + 1;
    int all = right[1] - right[0] + said[1] - said[0] + 2;
    return shared <= 0 ? 0 : 2.0 * shared / all;
  }
}

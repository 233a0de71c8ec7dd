package io.clozeline.trainer.run;

import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.demonstration.Demonstrating;
import io.clozeline.trainer.engine.RunPhases;
import io.clozeline.trainer.examples.Taught;
import io.clozeline.trainer.examples.TrainingSet;
import io.clozeline.trainer.pet.Distillation;
import io.clozeline.trainer.pet.PatternExploiting;
import io.clozeline.trainer.unlabelled.Reservoir;
import io.clozeline.trainer.unlabelled.UnlabelledText;
import io.clozeline.trainer.unlabelled.UnlabelledTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides what a run trains on: the examples as they are, or beside others where the task's prompt
 * has demonstrations, and texts without labels where the task learns from those.
 */
public final class Curriculum {
  private final PatternExploiting exploiting;
  private final UnlabelledTexts unlabelled;
  private final int positions;

  /**
   * A curriculum.
   *
   * @param positions that the model reads at once
   */
  public Curriculum(PatternExploiting exploiting, UnlabelledTexts unlabelled, int positions) {
    this.exploiting = Objects.requireNonNull(exploiting);
    this.unlabelled = Objects.requireNonNull(unlabelled);
    this.positions = positions;
  }

  Material of(Task task, TrainingSet set, long seed, RunPhases progress) {
    Distillation distillation = distil(task, set, seed, progress);
    List<LabelledSequence> soft = distillation == null ? List.of() : distillation.sequences();
    List<LabelledSequence> sequences = new ArrayList<>();
    if (task.demonstrated()) {
      var demonstrating = new Demonstrating(task, set, positions, seed);
      sequences.addAll(demonstrating.examples());
      int patterns = task.patterns();
      for (int i = 0; i < soft.size(); i++) {
        sequences.add(demonstrating.text(soft.get(i), i % patterns));
      }
    } else {
      sequences.addAll(set.sequences());
      sequences.addAll(soft);
    }
    return new Material(sequences, set.tally().examples() + soft.size(), distillation);
  }

  /**
   * What answers of {@code task} are tested on: {@code apart} as it is, and with demonstrations of
   * {@code set} where the task's prompt has some.
   */
  Apart test(Task task, TrainingSet set, List<Taught> apart, long seed) {
    if (!task.demonstrated()) {
      return new Apart(apart, apart);
    }
    var demonstrating = new Demonstrating(task, set, positions, seed);
    return new Apart(apart, apart.stream().map(demonstrating::shown).toList());
  }

  /** What texts without labels teach; null where the task does not learn from them. */
  private Distillation distil(Task task, TrainingSet set, long seed, RunPhases progress) {
    List<UnlabelledText> texts = Reservoir.wants(task) ? texts(task, set) : List.of();
    if (texts.size() < PatternExploiting.FEWEST_TEXTS) {
      return null;
    }
    Distillation distillation = exploiting.label(task, set, texts, seed, progress);
    progress.phase("distilling");
    return distillation;
  }

  private List<UnlabelledText> texts(Task task, TrainingSet set) {
    Set<String> labelled = set.examples().stream().map(Taught::id).collect(Collectors.toSet());
    return unlabelled.of(task).stream().filter(text -> !labelled.contains(text.id())).toList();
  }
}

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
 * shows demonstrations, and texts without labels where the task learns from those.
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
    int examples = set.tally().examples();
    if (Demonstrating.wanted(task)) {
      return new Material(Demonstrating.show(task, set, positions, seed), examples, null);
    }
    List<UnlabelledText> texts = Reservoir.wants(task) ? texts(task, set) : List.of();
    if (texts.size() < PatternExploiting.FEWEST_TEXTS) {
      return new Material(set.sequences(), examples, null);
    }
    Distillation distillation = exploiting.label(task, set, texts, seed, progress);
    progress.phase("distilling");
    List<LabelledSequence> sequences = new ArrayList<>(set.sequences());
    sequences.addAll(distillation.sequences());
    return new Material(sequences, examples + distillation.texts(), distillation);
  }

  private List<UnlabelledText> texts(Task task, TrainingSet set) {
    Set<String> labelled = set.examples().stream().map(Taught::id).collect(Collectors.toSet());
    return unlabelled.of(task).stream().filter(text -> !labelled.contains(text.id())).toList();
  }
}

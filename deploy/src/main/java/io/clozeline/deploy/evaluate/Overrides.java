package io.clozeline.deploy.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.clozeline.events.task.LearningChange;
import io.clozeline.events.task.Pet;
import io.clozeline.events.task.TaskDefinition;
import java.util.List;

/**
 * What a run changes of how its task learns; null leaves it as it is. Another rank keeps the scale
 * alpha / r; another method leaves behind what belongs to the one before.
 *
 * @param pet also learn from texts without labels
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Overrides(
    String method,
    Integer epochs,
    Double learningRate,
    Integer r,
    List<String> targets,
    Integer minExamples,
    Pet pet) {
  /** Nothing. */
  public Overrides() {
    this(null, null, null, null, null, null, null);
  }

  /** The same, with that many examples before the task learns. */
  public Overrides minExamples(Integer examples) {
    return new Overrides(method, epochs, learningRate, r, targets, examples, pet);
  }

  /** The same, with texts without labels. */
  public Overrides pet(Pet other) {
    return new Overrides(method, epochs, learningRate, r, targets, minExamples, other);
  }

  /** The same, but for another number of epochs; null for the same. */
  public Overrides epochs(Integer other) {
    return other == null
        ? this
        : new Overrides(method, other, learningRate, r, targets, minExamples, pet);
  }

  /**
   * The task with all of it.
   *
   * @throws io.clozeline.events.error.EventException when a task cannot learn so
   */
  public TaskDefinition on(TaskDefinition task) {
    LearningChange change = task.learning().change();
    if (method != null) {
      change.method(method);
    }
    if (r != null) {
      change.r(r);
    }
    if (targets != null) {
      change.targets(targets);
    }
    if (minExamples != null) {
      change.minExamples(minExamples);
    }
    if (epochs != null) {
      change.epochs(epochs).steps(null);
    }
    if (learningRate != null) {
      change.learningRate(learningRate);
    }
    if (pet != null) {
      change.pet(pet);
    }
    return task.learning(change.done());
  }
}

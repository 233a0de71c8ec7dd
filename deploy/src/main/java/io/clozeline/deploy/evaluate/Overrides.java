package io.clozeline.deploy.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.clozeline.events.task.Learning;
import io.clozeline.events.task.Pet;
import io.clozeline.events.task.TaskDefinition;
import java.util.List;

/**
 * What a run changes of how its task learns; null leaves it as it is. Another rank keeps the scale
 * alpha / r.
 *
 * @param pet also learn from texts without labels
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Overrides(
    Integer epochs,
    Double learningRate,
    Integer r,
    List<String> targets,
    Integer minExamples,
    Pet pet) {
  /** Nothing. */
  public Overrides() {
    this(null, null, null, null, null, null);
  }

  /** The same, with that many examples before the task learns. */
  public Overrides minExamples(Integer examples) {
    return new Overrides(epochs, learningRate, r, targets, examples, pet);
  }

  /** The same, with texts without labels. */
  public Overrides pet(Pet other) {
    return new Overrides(epochs, learningRate, r, targets, minExamples, other);
  }

  /** The same, but for another number of epochs; null for the same. */
  public Overrides epochs(Integer other) {
    return other == null ? this : new Overrides(other, learningRate, r, targets, minExamples, pet);
  }

  /**
   * The task with all of it.
   *
   * @throws io.clozeline.events.error.EventException when a task cannot learn so
   */
  public TaskDefinition on(TaskDefinition task) {
    Learning own = task.learning();
    return task.learning(
        new Learning(
            own.method(),
            or(r, own.r()),
            r == null ? own.alpha() : Double.valueOf(own.alpha() / own.r() * r),
            or(targets, own.targets()),
            or(minExamples, own.minExamples()),
            epochs == null ? own.steps() : null,
            or(learningRate, own.learningRate()),
            or(epochs, own.epochs()),
            or(pet, own.pet()),
            own.promote(),
            own.maxWait(),
            own.replay()));
  }

  private static <V> V or(V mine, V own) {
    return mine == null ? own : mine;
  }
}

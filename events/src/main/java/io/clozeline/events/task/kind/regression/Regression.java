package io.clozeline.events.task.kind.regression;

import io.clozeline.events.Annotation;
import io.clozeline.events.Feedback;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Options;
import io.clozeline.events.task.Refusals;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.Texts;
import java.util.List;
import java.util.Map;

/**
 * A number within a range for a text or a pair. A prompt answers by interpolation between its words
 * for the two ends (Gao et al. 2021, section 4).
 */
public final class Regression implements TaskKind {
  /** What the words for the range's lower end stand under in the verbalizer. */
  public static final String LOW = "low";

  /** The same for its upper end. */
  public static final String HIGH = "high";

  private static final String MIN = "min";
  private static final String MAX = "max";

  @Override
  public String text() {
    return "regression";
  }

  @Override
  public Texts texts() {
    return Texts.ONE_OR_TWO;
  }

  @Override
  public List<String> answers() {
    return List.of("value");
  }

  @Override
  public Map<String, Object> options(Options options) {
    double min = options.number(MIN, null);
    double max = options.number(MAX, null);
    Refusals.refuseIf(
        !(min < max && Double.isFinite(max - min)), "the range goes from " + min + " to " + max);
    return options.done();
  }

  /** The lower end of the range. */
  public static double min(TaskDefinition task) {
    return task.number(MIN);
  }

  /** The upper end of the range. */
  public static double max(TaskDefinition task) {
    return task.number(MAX);
  }

  @Override
  public List<String> verbalized(List<String> labels) {
    return List.of(LOW, HIGH);
  }

  @Override
  public List<String> outputs(List<String> labels) {
    return List.of("value");
  }

  /** One less the distance, as a share of the range. */
  @Override
  public double agreement(Feedback right, Annotation said, TaskDefinition task) {
    if (said.value() == null) {
      return 0;
    }
    double distance = Math.abs(right.value() - said.value()) / (max(task) - min(task));
    return Math.max(0, 1 - distance);
  }

  /** The two words of a prompt do; a head's one number does not. */
  @Override
  public boolean tellsUncertainty(boolean prompted) {
    return prompted;
  }

  @Override
  public void check(Feedback feedback, TaskDefinition task) {
    double value = feedback.value();
    if (!(value >= min(task) && value <= max(task))) {
      throw new EventException(
          ErrorCode.VALUE_OUT_OF_RANGE,
          "the value is " + value + "; the task's go from " + min(task) + " to " + max(task));
    }
  }
}

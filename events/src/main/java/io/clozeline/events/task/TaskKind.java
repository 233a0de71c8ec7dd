package io.clozeline.events.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.clozeline.events.Annotation;
import io.clozeline.events.Feedback;
import java.util.List;
import java.util.Map;

/**
 * A kind of question that a task can ask of a text. A kind is a package below {@code task.kind}
 * with one implementation, which {@code META-INF/services} names; nothing else lists them.
 */
public interface TaskKind {
  /** As in definitions and annotations, for example {@code pair-classification}. */
  @JsonValue
  String text();

  /** How many texts it asks about. */
  Texts texts();

  /** Which field of the feedback says what is right; the first one is what a person is told. */
  List<String> answers();

  /**
   * The labels of a task whose definition says {@code written}, which is empty where it says none.
   *
   * @throws io.clozeline.events.error.EventException when the kind cannot work with them
   */
  default List<String> labels(List<String> written) {
    Refusals.refuseIf(!written.isEmpty(), "a " + text() + " task has no labels");
    return written;
  }

  /**
   * The options of a task, with every default written out; read from {@code options}, which refuses
   * what nobody asked for.
   */
  default Map<String, Object> options(Options options) {
    return options.done();
  }

  /** The windows of a task that says {@code written}, null for nothing. */
  default Windows windows(Windows written) {
    return Windows.DEFAULT.unless(written);
  }

  /** How many words a mask gets; null for a kind that fills no masks of the text. */
  default Integer topK(Integer written) {
    Refusals.refuseIf(written != null, "topK belongs to cloze tasks");
    return null;
  }

  /**
   * What the words of a prompt stand for, in order; empty for a kind that takes no prompt.
   *
   * @param labels of the task
   */
  default List<String> verbalized(List<String> labels) {
    return List.of();
  }

  /**
   * What the outputs of a trained linear head stand for, in order; empty for a kind whose only head
   * is the masked-LM head.
   *
   * @param labels of the task
   */
  List<String> outputs(List<String> labels);

  /**
   * Checks what {@code feedback} says of the task; the fields of {@link #answers()} alone are
   * there, and one of them is.
   *
   * @throws io.clozeline.events.error.EventException when the task cannot have that answer
   */
  void check(Feedback feedback, TaskDefinition task);

  /** What an example of this answer is counted as, for example its label. */
  default String slice(Feedback feedback) {
    return text();
  }

  /**
   * How right {@code said} was when {@code right} is the answer, 0 to 1: the share of it that was
   * right, or 1 or 0 for a single label.
   *
   * @param right an answer that {@link #check} has passed
   * @param said an annotation of the task
   */
  double agreement(Feedback right, Annotation said, TaskDefinition task);

  /**
   * Whether its annotations say how unsure they are, once something has been learned.
   *
   * @param prompted whether a prompt answers
   */
  default boolean tellsUncertainty(boolean prompted) {
    return true;
  }

  /** Whether its annotations have exactly one of the task's labels. */
  default boolean labelled() {
    return false;
  }

  /** The kind of that name. */
  @JsonCreator
  static TaskKind of(String text) {
    return Kinds.of(text);
  }
}

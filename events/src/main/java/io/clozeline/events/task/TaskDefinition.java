package io.clozeline.events.task;

import static io.clozeline.events.task.Refusals.refuseIf;
import static io.clozeline.events.task.Refusals.refuseNulls;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.clozeline.events.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A task, as a person writes it, on the compacted topic {@code tasks} under its name.
 *
 * @param labels for kinds that have labels, in the order of the head's outputs
 * @param prompt asks the masked-LM head, from zero labels on; without one, a linear head answers
 *     once it has been trained
 * @param topK for {@code cloze}: how many words a mask gets
 * @param windows how a text is cut that the model cannot read at once
 * @param maxAge how old a text's record may be before it becomes a dead letter instead of an
 *     annotation; null for any age
 * @param options what the kind alone knows, with all defaults; null for a kind without options
 * @param review which texts are sent to people for their labels; null for none
 */
public record TaskDefinition(
    String name,
    TaskKind kind,
    List<String> labels,
    Prompt prompt,
    Learning learning,
    Integer topK,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Windows.Unwritten.class)
        Windows windows,
    Duration maxAge,
    Map<String, Object> options,
    Reviews review) {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(3_650);

  public TaskDefinition {
    refuseIf(name == null || !Limits.TASK_NAME.matcher(name).matches(), Limits.TASK_NAME_IN_WORDS);
    refuseIf(kind == null, "the task has no kind");
    refuseNulls(labels, "a label is null");
    labels = kind.labels(labels == null ? List.of() : List.copyOf(labels));
    prompt = prompt == null ? null : checkedPrompt(kind, labels, prompt);
    learning = learning == null ? Learning.DEFAULT : learning;
    checkLearning(learning, kind, prompt);
    checkFull(learning, kind, labels, prompt);
    topK = kind.topK(topK);
    windows = kind.windows(windows);
    checkAge(maxAge);
    options = kind.options(new Options(kind, options));
    checkReview(review, kind, prompt);
  }

  /** A task whose texts nobody is asked about. */
  public TaskDefinition(
      String name,
      TaskKind kind,
      List<String> labels,
      Prompt prompt,
      Learning learning,
      Integer topK,
      Windows windows,
      Duration maxAge,
      Map<String, Object> options) {
    this(name, kind, labels, prompt, learning, topK, windows, maxAge, options, null);
  }

  /** A task of the default windows and options, whose texts may have any age. */
  public TaskDefinition(
      String name,
      TaskKind kind,
      List<String> labels,
      Prompt prompt,
      Learning learning,
      Integer topK) {
    this(name, kind, labels, prompt, learning, topK, null, null, null);
  }

  /** The same under another name. */
  public TaskDefinition named(String other) {
    return new TaskDefinition(
        other, kind, labels, prompt, learning, topK, windows, maxAge, options, review);
  }

  /** The same, but learning in another way. */
  public TaskDefinition learning(Learning other) {
    return new TaskDefinition(
        name, kind, labels, prompt, other, topK, windows, maxAge, options, review);
  }

  /** The same, but asked in another way; null for a linear head. */
  public TaskDefinition prompt(Prompt other) {
    return new TaskDefinition(
        name, kind, labels, other, learning, topK, windows, maxAge, options, review);
  }

  /** The same, but with people asked about other texts; null for none. */
  public TaskDefinition review(Reviews other) {
    return new TaskDefinition(
        name, kind, labels, prompt, learning, topK, windows, maxAge, options, other);
  }

  /** Whether it is asked by a prompt. */
  public boolean prompted() {
    return prompt != null;
  }

  /** What a linear head of it puts out; none for a kind that only the masked-LM head answers. */
  public List<String> outputs() {
    return kind.outputs(labels);
  }

  /** Whether the masked-LM head answers, through a prompt or because the kind has no other. */
  public boolean masked() {
    return prompted() || outputs().isEmpty();
  }

  /** What an adapter of it is trained for; the kind where that is no set of labels. */
  public List<String> trainedFor() {
    List<String> trained = prompted() ? kind.verbalized(labels) : outputs();
    return trained.isEmpty() ? List.of(kind.text()) : trained;
  }

  /**
   * How many texts a document of this task has: where the kind leaves it open, the patterns say.
   */
  public Texts texts() {
    if (kind.texts() != Texts.ONE_OR_TWO || prompt == null) {
      return kind.texts();
    }
    return prompt.patterns().get(0).contains(Prompt.TEXT_B) ? Texts.TWO : Texts.ONE;
  }

  /** An option that is a number. */
  public double number(String option) {
    return ((Number) options.get(option)).doubleValue();
  }

  /** An option that is a word. */
  public String word(String option) {
    return (String) options.get(option);
  }

  private static void checkAge(Duration maxAge) {
    refuseIf(
        maxAge != null && (maxAge.compareTo(SHORTEST) < 0 || maxAge.compareTo(LONGEST) > 0),
        "maxAge is " + maxAge + "; it goes from " + SHORTEST + " to " + LONGEST);
  }

  private static void checkLearning(Learning learning, TaskKind kind, Prompt prompt) {
    refuseIf(
        learning.pet() != null && (prompt == null || !kind.labelled()),
        "pet needs a prompt, and a kind with one label for a text");
    refuseIf(
        learning.positions() > 0 && prompt != null && prompt.demonstrations() != null,
        "demonstrations and the tokens of the method "
            + learning.method()
            + " do not go together: both stand beside the text");
  }

  private static void checkFull(
      Learning learning, TaskKind kind, List<String> labels, Prompt prompt) {
    boolean linear = prompt == null ? !kind.outputs(labels).isEmpty() : kind.labelled();
    refuseIf(
        learning.full() && !linear,
        "the method full trains a linear head, which a "
            + kind.text()
            + (prompt == null ? " has not" : " with a prompt has not"));
    refuseIf(
        learning.full() && learning.pet() != null,
        "pet and the method full do not go together: patterns teach each other by adapters");
    refuseIf(
        learning.full() && prompt != null && prompt.demonstrations() != null,
        "demonstrations and the method full do not go together: a linear head does not read them");
  }

  private static void checkReview(Reviews review, TaskKind kind, Prompt prompt) {
    refuseIf(
        review != null
            && review.strategy() != ReviewStrategy.RANDOM
            && !kind.tellsUncertainty(prompt != null),
        "a "
            + kind.text()
            + " without a prompt cannot tell how sure it is: its review needs the strategy random");
  }

  private static Prompt checkedPrompt(TaskKind kind, List<String> labels, Prompt prompt) {
    List<String> verbalized = kind.verbalized(labels);
    refuseIf(verbalized.isEmpty(), "a " + kind.text() + " task has no prompt");
    for (String label : verbalized) {
      refuseIf(!prompt.verbalizer().containsKey(label), "the label \"" + label + "\" has no word");
    }
    for (String label : prompt.verbalizer().keySet()) {
      refuseIf(!verbalized.contains(label), "the verbalizer's \"" + label + "\" is not a label");
    }
    refuseIf(
        prompt.demonstrations() != null && !kind.labelled(),
        "demonstrations need a kind with one label for a text");
    checkTexts(kind, prompt);
    return prompt.inOrderOf(verbalized);
  }

  private static void checkTexts(TaskKind kind, Prompt prompt) {
    boolean pair =
        kind.texts() == Texts.TWO
            || kind.texts() == Texts.ONE_OR_TWO && prompt.patterns().get(0).contains(Prompt.TEXT_B);
    for (String pattern : prompt.patterns()) {
      refuseIf(
          pair != pattern.contains(Prompt.TEXT_B),
          "the pattern \"" + pattern + "\" " + (pair ? "lacks " : "has ") + Prompt.TEXT_B);
    }
  }
}

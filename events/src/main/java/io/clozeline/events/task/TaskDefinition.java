package io.clozeline.events.task;

import static io.clozeline.events.task.Refusals.refuseIf;
import static io.clozeline.events.task.Refusals.refuseLoneSurrogate;
import static io.clozeline.events.task.Refusals.refuseNulls;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.clozeline.events.Limits;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A task, as a person writes it, on the compacted topic {@code tasks} under its name.
 *
 * @param labels for kinds that have labels: two or more, in the order of the head's outputs
 * @param prompt asks the masked-LM head, from zero labels on; without one, a linear head answers
 *     once it has been trained
 * @param topK for {@code cloze}: how many words a mask gets
 * @param windows how a text is cut that the model cannot read at once
 * @param maxAge how old a text's record may be before it becomes a dead letter instead of an
 *     annotation; null for any age
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
    Duration maxAge) {
  private static final int MAX_LABELS = 1_000;
  private static final int MAX_TOP_K = 100;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(3_650);

  public TaskDefinition {
    refuseIf(name == null || !Limits.TASK_NAME.matcher(name).matches(), Limits.TASK_NAME_IN_WORDS);
    refuseIf(kind == null, "the task has no kind");
    refuseNulls(labels, "a label is null");
    labels = labels == null ? List.of() : List.copyOf(labels);
    learning = learning == null ? Learning.DEFAULT : learning;
    windows = windows == null ? Windows.DEFAULT : windows;
    checkAge(maxAge);
    if (kind.labelled()) {
      checkLabels(labels);
      checkPrompt(kind, labels, prompt);
      prompt = prompt == null ? null : prompt.inOrderOf(labels);
      refuseIf(topK != null, "topK belongs to cloze tasks");
    } else {
      refuseIf(!labels.isEmpty(), "a " + kind.text() + " task has no labels");
      refuseIf(prompt != null, "a " + kind.text() + " task has no prompt: the text has the [MASK]");
      topK = topK == null ? 5 : topK;
      refuseIf(
          topK < 1 || topK > MAX_TOP_K, "topK is " + topK + "; it goes from 1 to " + MAX_TOP_K);
    }
  }

  /** A task of the default windows, whose texts may have any age. */
  public TaskDefinition(
      String name,
      TaskKind kind,
      List<String> labels,
      Prompt prompt,
      Learning learning,
      Integer topK) {
    this(name, kind, labels, prompt, learning, topK, null, null);
  }

  /** The same under another name. */
  public TaskDefinition named(String other) {
    return new TaskDefinition(other, kind, labels, prompt, learning, topK, windows, maxAge);
  }

  /** The same, but learning in another way. */
  public TaskDefinition learning(Learning other) {
    return new TaskDefinition(name, kind, labels, prompt, other, topK, windows, maxAge);
  }

  /** Whether the masked-LM head answers. */
  public boolean prompted() {
    return prompt != null;
  }

  private static void checkAge(Duration maxAge) {
    refuseIf(
        maxAge != null && (maxAge.compareTo(SHORTEST) < 0 || maxAge.compareTo(LONGEST) > 0),
        "maxAge is " + maxAge + "; it goes from " + SHORTEST + " to " + LONGEST);
  }

  private static void checkLabels(List<String> labels) {
    refuseIf(labels.size() < 2, "a task needs two labels or more");
    refuseIf(labels.size() > MAX_LABELS, labels.size() + " labels are more than " + MAX_LABELS);
    refuseIf(new LinkedHashSet<>(labels).size() != labels.size(), "a label stands twice");
    refuseIf(labels.stream().anyMatch(String::isBlank), "a label is empty");
    for (String label : labels) {
      refuseIf(
          label.length() > Limits.NAME_CHARS,
          "a label has more than " + Limits.NAME_CHARS + " characters");
      refuseLoneSurrogate(label, "a label");
    }
  }

  private static void checkPrompt(TaskKind kind, List<String> labels, Prompt prompt) {
    if (prompt == null) {
      return;
    }
    for (String label : labels) {
      refuseIf(!prompt.verbalizer().containsKey(label), "the label \"" + label + "\" has no word");
    }
    for (String label : prompt.verbalizer().keySet()) {
      refuseIf(!labels.contains(label), "the verbalizer's \"" + label + "\" is not a label");
    }
    boolean pair = kind == TaskKind.PAIR_CLASSIFICATION;
    for (String pattern : prompt.patterns()) {
      refuseIf(
          pair != pattern.contains(Prompt.TEXT_B),
          "the pattern \"" + pattern + "\" " + (pair ? "lacks " : "has ") + Prompt.TEXT_B);
    }
  }
}

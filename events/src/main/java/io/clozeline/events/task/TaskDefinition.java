package io.clozeline.events.task;

import static io.clozeline.events.task.Refusals.refuseIf;
import static io.clozeline.events.task.Refusals.refuseNulls;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A task, as a person writes it, on the compacted topic {@code tasks} under its name.
 *
 * @param labels for kinds that have labels: two or more, in the order of the head's outputs
 * @param prompt asks the masked-LM head, from zero labels on; without one, a linear head answers
 *     once it has been trained
 * @param topK for {@code cloze}: how many words a mask gets
 */
public record TaskDefinition(
    String name,
    TaskKind kind,
    List<String> labels,
    Prompt prompt,
    Learning learning,
    Integer topK) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
  private static final int MAX_LABELS = 1_000;

  public TaskDefinition {
    refuseIf(
        name == null || !NAME.matcher(name).matches(),
        "a task name has 1 to 100 lower-case letters, digits, dots, dashes and underscores");
    refuseIf(kind == null, "the task has no kind");
    refuseNulls(labels, "a label is null");
    labels = labels == null ? List.of() : List.copyOf(labels);
    learning = learning == null ? Learning.DEFAULT : learning;
    if (kind.labelled()) {
      checkLabels(labels);
      checkPrompt(kind, labels, prompt);
      refuseIf(topK != null, "topK belongs to cloze tasks");
    } else {
      refuseIf(!labels.isEmpty(), "a " + kind.text() + " task has no labels");
      refuseIf(prompt != null, "a " + kind.text() + " task has no prompt: the text has the [MASK]");
      topK = topK == null ? 5 : topK;
      refuseIf(topK < 1 || topK > 1_000, "topK is " + topK + "; it goes from 1 to 1000");
    }
  }

  /** Whether the masked-LM head answers. */
  public boolean prompted() {
    return prompt != null;
  }

  private static void checkLabels(List<String> labels) {
    refuseIf(labels.size() < 2, "a task needs two labels or more");
    refuseIf(labels.size() > MAX_LABELS, labels.size() + " labels are more than " + MAX_LABELS);
    refuseIf(new LinkedHashSet<>(labels).size() != labels.size(), "a label stands twice");
    refuseIf(labels.stream().anyMatch(String::isBlank), "a label is empty");
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

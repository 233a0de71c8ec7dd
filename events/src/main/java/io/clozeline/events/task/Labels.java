package io.clozeline.events.task;

import static io.clozeline.events.task.Refusals.refuseIf;
import static io.clozeline.events.task.Refusals.refuseLoneSurrogate;

import io.clozeline.events.Limits;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** What kinds that have labels check alike. */
public final class Labels {
  private Labels() {}

  /** Requires {@code least} labels or more, all different, each a word that can be written. */
  public static List<String> require(List<String> labels, int least) {
    refuseIf(
        labels.size() < least,
        least == 1 ? "a task needs a label" : "a task needs two labels or more");
    refuseIf(
        labels.size() > Limits.LABELS, labels.size() + " labels are more than " + Limits.LABELS);
    refuseIf(new HashSet<>(labels).size() != labels.size(), "a label stands twice");
    refuseIf(labels.stream().anyMatch(String::isBlank), "a label is empty");
    for (String label : labels) {
      refuseIf(
          label.length() > Limits.NAME_CHARS,
          "a label has more than " + Limits.NAME_CHARS + " characters");
      refuseLoneSurrogate(label, "a label");
    }
    return labels;
  }

  /** Requires every label of feedback to be one of the task's. */
  public static void requireKnown(Collection<String> labels, TaskDefinition task) {
    if (!new HashSet<>(task.labels()).containsAll(labels)) { // many words have many tags
      throw new EventException(
          ErrorCode.UNKNOWN_LABEL, "a label is none of the task's: " + task.labels());
    }
  }
}

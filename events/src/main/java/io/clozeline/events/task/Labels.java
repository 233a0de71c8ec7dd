package io.clozeline.events.task;

import static io.clozeline.events.task.Refusals.refuseIf;
import static io.clozeline.events.task.Refusals.refuseLoneSurrogate;

import io.clozeline.events.Limits;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.util.LinkedHashSet;
import java.util.List;

/** What kinds that have labels check alike. */
public final class Labels {
  private static final int MOST = 1_000;

  private Labels() {}

  /** Requires {@code least} labels or more, all different, each a word that can be written. */
  public static List<String> require(List<String> labels, int least) {
    refuseIf(
        labels.size() < least,
        least == 1 ? "a task needs a label" : "a task needs two labels or more");
    refuseIf(labels.size() > MOST, labels.size() + " labels are more than " + MOST);
    refuseIf(new LinkedHashSet<>(labels).size() != labels.size(), "a label stands twice");
    refuseIf(labels.stream().anyMatch(String::isBlank), "a label is empty");
    for (String label : labels) {
      refuseIf(
          label.length() > Limits.NAME_CHARS,
          "a label has more than " + Limits.NAME_CHARS + " characters");
      refuseLoneSurrogate(label, "a label");
    }
    return labels;
  }

  /** Requires a label of feedback to be one of the task's. */
  public static void requireKnown(String label, TaskDefinition task) {
    if (!task.labels().contains(label)) {
      throw new EventException(
          ErrorCode.UNKNOWN_LABEL, "the label is none of the task's: " + task.labels());
    }
  }
}

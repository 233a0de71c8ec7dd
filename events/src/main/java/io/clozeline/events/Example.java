package io.clozeline.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.utils.Utils;

/**
 * A text with the right answer, which the trainer learns from, on the compacted topic {@code
 * examples} under the key {@link #key}.
 *
 * @param taskVersion the digest of the task definition that made the sequences
 * @param label the right one; of a kind without one label, what the example is counted as
 * @param at when the label was given, milliseconds since the epoch
 * @param labels for {@code multilabel}: all right ones; null elsewhere
 * @param value for {@code regression}: the number; null elsewhere
 * @param targets for kinds that answer at positions, one array for each sequence; null elsewhere.
 *     {@code tagging}: the place among the task's labels for each selected position; {@code cloze}:
 *     the word's id for each selected position; {@code span}: two numbers, where the answer starts
 *     and ends among the selected positions, 0 and 0 where it is not in the sequence. -1 teaches
 *     nothing
 */
public record Example(
    String id,
    String task,
    String taskVersion,
    String label,
    String annotator,
    long at,
    List<TokenSequence> sequences,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<String> labels,
    @JsonInclude(JsonInclude.Include.NON_NULL) Double value,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<int[]> targets) {
  public Example {
    Fields.documentId(id);
    Fields.task(task);
    Fields.word(taskVersion, "taskVersion");
    Fields.word(label, "label");
    Fields.optionalWord(annotator, "annotator");
    sequences = Fields.copy(sequences, "sequences");
    labels = Fields.names(labels, "labels");
    if (value != null) {
      Fields.finite(value, "value", ErrorCode.MALFORMED_BINARY);
    }
    targets = targets == null ? null : Fields.copy(targets, "targets");
    if (targets != null) {
      requireOneEach(targets, sequences);
    }
  }

  private static void requireOneEach(List<int[]> targets, List<TokenSequence> sequences) {
    if (targets.size() != sequences.size()) {
      throw malformed(targets.size() + " targets for " + sequences.size() + " sequences");
    }
    for (int i = 0; i < targets.size(); i++) {
      int selected = sequences.get(i).selected().length;
      int numbers = targets.get(i).length;
      if (numbers != selected && numbers != 2) { // 2: where an answer starts and ends
        throw malformed("a target of " + numbers + " numbers for " + selected + " positions");
      }
    }
  }

  private static EventException malformed(String cause) {
    return new EventException(ErrorCode.MALFORMED_BINARY, cause);
  }

  /** An example of one label. */
  public Example(
      String id,
      String task,
      String taskVersion,
      String label,
      String annotator,
      long at,
      List<TokenSequence> sequences) {
    this(id, task, taskVersion, label, annotator, at, sequences, null, null, null);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Example that
        && id.equals(that.id)
        && task.equals(that.task)
        && taskVersion.equals(that.taskVersion)
        && label.equals(that.label)
        && Objects.equals(annotator, that.annotator)
        && at == that.at
        && sequences.equals(that.sequences)
        && Objects.equals(labels, that.labels)
        && Objects.equals(value, that.value)
        && Arrays.deepEquals(rows(targets), rows(that.targets));
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, task, taskVersion, label, at, sequences);
  }

  private static int[][] rows(List<int[]> targets) {
    return targets == null ? null : targets.toArray(int[][]::new);
  }

  /** The record's key: {@code task/document id}. A task's name has no slash. */
  public static String key(String task, String id) {
    return task + "/" + id;
  }

  /** The task that a key names. */
  public static String taskOf(String key) {
    return key.substring(0, key.indexOf('/'));
  }

  /** The partition that holds all examples of {@code task}. */
  public static int partition(String task, int partitions) {
    return Utils.toPositive(Utils.murmur2(task.getBytes(StandardCharsets.UTF_8))) % partitions;
  }
}

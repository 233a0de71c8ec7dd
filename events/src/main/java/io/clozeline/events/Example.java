package io.clozeline.events;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/**
 * A labelled text that the trainer learns from, on the compacted topic {@code examples} under the
 * key {@link #key}.
 *
 * @param taskVersion the digest of the task definition that made the sequences
 * @param at when the label was given, milliseconds since the epoch
 */
public record Example(
    String id,
    String task,
    String taskVersion,
    String label,
    String annotator,
    long at,
    List<TokenSequence> sequences) {
  public Example {
    Fields.documentId(id);
    Fields.task(task);
    Fields.word(taskVersion, "taskVersion");
    Fields.word(label, "label");
    Fields.optionalWord(annotator, "annotator");
    sequences = Fields.copy(sequences, "sequences");
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

package io.clozeline.events.task;

import io.clozeline.events.codec.JsonCodec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A definition that has been checked against the vocabulary, and so can work.
 *
 * @param version the first 16 hexadecimal digits of the sha-256 of the definition as JSON
 * @param words the vocabulary ids of each label's words, [labels][words]; empty without a prompt
 */
public record Task(TaskDefinition definition, String version, int[][] words) {
  private static final JsonCodec<TaskDefinition> JSON = JsonCodec.of(TaskDefinition.class);

  /**
   * Checks {@code definition} against {@code vocabulary}.
   *
   * @throws io.clozeline.events.error.EventException with the reason, when it cannot work
   */
  public static Task of(TaskDefinition definition, Vocabulary vocabulary) {
    return new Task(definition, digest(definition), words(definition, vocabulary));
  }

  public String name() {
    return definition.name();
  }

  /** The place of {@code label} among the task's, or -1. */
  public int label(String label) {
    return definition.labels().indexOf(label);
  }

  private static int[][] words(TaskDefinition definition, Vocabulary vocabulary) {
    if (!definition.prompted()) {
      return new int[0][];
    }
    return definition.labels().stream()
        .map(label -> ids(label, definition.prompt().verbalizer().get(label), vocabulary))
        .toArray(int[][]::new);
  }

  private static int[] ids(String label, List<String> words, Vocabulary vocabulary) {
    return words.stream()
        .mapToInt(
            word ->
                vocabulary
                    .id(word)
                    .orElseThrow(
                        () ->
                            Refusals.refuse(
                                "the word \""
                                    + word
                                    + "\" of the label \""
                                    + label
                                    + "\" is not one word of the vocabulary")))
        .toArray();
  }

  private static String digest(TaskDefinition definition) {
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(JSON.encode(definition));
      return HexFormat.of().formatHex(sha, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

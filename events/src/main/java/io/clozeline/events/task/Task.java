package io.clozeline.events.task;

import io.clozeline.events.codec.JsonCodec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A definition that has been checked against the vocabulary, and so can work.
 *
 * @param version the first 16 hexadecimal digits of the sha-256 of the definition as JSON, the same
 *     however the JSON was laid out and whatever of its defaults was written down
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
    int[][] words =
        definition.labels().stream()
            .map(label -> ids(label, definition.prompt().verbalizer().get(label), vocabulary))
            .toArray(int[][]::new);
    refuseTwins(definition.labels(), words);
    return words;
  }

  private static void refuseTwins(List<String> labels, int[][] words) {
    var seen = new HashMap<Set<Integer>, String>();
    for (int label = 0; label < words.length; label++) {
      var set = Arrays.stream(words[label]).boxed().collect(Collectors.toSet());
      String twin = seen.put(set, labels.get(label));
      Refusals.refuseIf(
          twin != null,
          "the labels \"" + twin + "\" and \"" + labels.get(label) + "\" have the same words");
    }
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

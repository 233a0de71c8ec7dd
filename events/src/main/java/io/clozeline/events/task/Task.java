package io.clozeline.events.task;

import io.clozeline.events.Release;
import io.clozeline.events.codec.JsonCodec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A definition that has been checked against the vocabulary, and so can work.
 *
 * @param version the first 16 hexadecimal digits of the sha-256 of the definition as JSON, the same
 *     however the JSON was laid out, whatever of its defaults was written down, and whatever {@link
 *     TaskDefinition#review} says
 * @param words the vocabulary ids of each label's words, [labels][words][tokens]; empty without a
 *     prompt. The labels are those that {@link TaskKind#verbalized} names
 */
public record Task(TaskDefinition definition, String version, int[][][] words) {
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

  /** Masks that a pattern needs for the longest word, 0 without a prompt. */
  public int masks() {
    return Arrays.stream(words)
        .flatMap(Arrays::stream)
        .mapToInt(tokens -> tokens.length)
        .max()
        .orElse(0);
  }

  /** Patterns of the prompt, 0 without one. */
  public int patterns() {
    return definition.prompted() ? definition.prompt().patterns().size() : 0;
  }

  /** The same task, of the same version, learnt and answered by a linear head. */
  public Task withoutPrompt() {
    TaskDefinition linear =
        definition.learning(definition.learning().change().pet(null).done()).prompt(null);
    return new Task(linear, version, new int[0][][]);
  }

  /** The same task, of the same version, whose prompt has no demonstrations. */
  public Task withoutDemonstrations() {
    return demonstrated()
        ? new Task(definition.prompt(definition.prompt().withoutDemonstrations()), version, words)
        : this;
  }

  /** Whether its prompt has demonstrations. */
  public boolean demonstrated() {
    return definition.prompted() && definition.prompt().demonstrations() != null;
  }

  /**
   * Whether its live release says if its demonstrations are shown, once they have proved better on
   * examples that are kept apart. Where nothing would tell they are always shown: on a task that
   * does not climb, keeps none apart, or learns from texts without labels.
   */
  public boolean choosesDemonstrations() {
    Learning learning = definition.learning();
    return demonstrated()
        && learning.climbs()
        && learning.pet() == null
        && !"always".equals(learning.promote());
  }

  /**
   * Whether its demonstrations are shown under {@code live}: a release that says nothing is of a
   * time when they always were.
   *
   * @param live null before the first release
   */
  public boolean shows(Release live) {
    return choosesDemonstrations()
        ? live != null && !Boolean.FALSE.equals(live.demonstrations())
        : demonstrated();
  }

  private static int[][][] words(TaskDefinition definition, Vocabulary vocabulary) {
    if (!definition.prompted()) {
      return new int[0][][];
    }
    Map<String, List<String>> verbalizer = definition.prompt().verbalizer();
    int[][][] words =
        verbalizer.entrySet().stream()
            .map(label -> ids(label.getKey(), label.getValue(), vocabulary))
            .toArray(int[][][]::new);
    refuseTwins(List.copyOf(verbalizer.keySet()), words);
    refuseLongWords(definition.prompt(), words);
    return words;
  }

  private static void refuseTwins(List<String> labels, int[][][] words) {
    var seen = new HashMap<Set<List<Integer>>, String>();
    for (int label = 0; label < words.length; label++) {
      var set =
          Arrays.stream(words[label])
              .map(tokens -> Arrays.stream(tokens).boxed().toList())
              .collect(Collectors.toSet());
      String twin = seen.put(set, labels.get(label));
      Refusals.refuseIf(
          twin != null,
          "the labels \"" + twin + "\" and \"" + labels.get(label) + "\" have the same words");
    }
  }

  /** A pattern of several masks cannot be widened: nobody could tell which of them. */
  private static void refuseLongWords(Prompt prompt, int[][][] words) {
    int longest =
        Arrays.stream(words).flatMap(Arrays::stream).mapToInt(w -> w.length).max().orElseThrow();
    for (String pattern : prompt.patterns()) {
      int masks = Prompt.count(pattern, Prompt.MASK);
      Refusals.refuseIf(
          masks > 1 && masks < longest,
          "a word has "
              + longest
              + " tokens, and the pattern \""
              + pattern
              + "\" "
              + masks
              + " masks");
    }
  }

  private static int[][] ids(String label, List<String> words, Vocabulary vocabulary) {
    return words.stream().map(word -> tokens(label, word, vocabulary)).toArray(int[][]::new);
  }

  private static int[] tokens(String label, String word, Vocabulary vocabulary) {
    int[] tokens = vocabulary.pieces(word);
    Refusals.refuseIf(
        tokens.length == 0,
        "the word \"" + word + "\" of the label \"" + label + "\" is not in the vocabulary");
    Refusals.refuseIf(
        tokens.length > Prompt.MAX_MASKS,
        "the word \""
            + word
            + "\" of the label \""
            + label
            + "\" has "
            + tokens.length
            + " tokens, more than "
            + Prompt.MAX_MASKS);
    return tokens;
  }

  private static String digest(TaskDefinition definition) {
    TaskDefinition shape = definition.review(null);
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(JSON.encode(shape));
      return HexFormat.of().formatHex(sha, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

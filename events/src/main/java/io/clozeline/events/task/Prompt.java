package io.clozeline.events.task;

import static io.clozeline.events.task.Refusals.refuse;
import static io.clozeline.events.task.Refusals.refuseIf;
import static io.clozeline.events.task.Refusals.refuseLoneSurrogate;
import static io.clozeline.events.task.Refusals.refuseNulls;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a label is asked as a blank to fill in (Schick and Schütze 2021, Gao et al. 2021).
 *
 * @param patterns sentences around {@code {text}}, and {@code {textB}} for a pair, each with one
 *     {@code [MASK]}; several are an ensemble
 * @param verbalizer the words that stand for each label; several are averaged
 * @param calibration whether the running label prior is divided away, {@code online} unless told
 *     otherwise
 */
public record Prompt(
    List<String> patterns, Map<String, List<String>> verbalizer, Calibration calibration) {
  /** The blank. */
  public static final String MASK = "[MASK]";

  /** Where the text goes. */
  public static final String TEXT = "{text}";

  /** Where the second text of a pair goes. */
  public static final String TEXT_B = "{textB}";

  private static final int MAX_PATTERNS = 32;
  private static final int MAX_WORDS = 100;

  public Prompt {
    refuseIf(patterns == null || patterns.isEmpty(), "a prompt needs at least one pattern");
    refuseIf(
        patterns.size() > MAX_PATTERNS,
        patterns.size() + " patterns are more than " + MAX_PATTERNS);
    refuseNulls(patterns, "a pattern is null");
    patterns = List.copyOf(patterns);
    patterns.forEach(Prompt::check);
    refuseIf(verbalizer == null || verbalizer.isEmpty(), "a prompt needs a verbalizer");
    verbalizer = copy(verbalizer);
    calibration = calibration == null ? Calibration.ONLINE : calibration;
  }

  /** The same with the labels in the order of {@code labels}, which has all of them. */
  Prompt inOrderOf(List<String> labels) {
    var ordered = new LinkedHashMap<String, List<String>>();
    labels.forEach(label -> ordered.put(label, verbalizer.get(label)));
    return new Prompt(patterns, ordered, calibration);
  }

  private static void check(String pattern) {
    refuseLoneSurrogate(pattern, "a pattern");
    int masks = count(pattern, MASK);
    refuseIf(masks == 0, "no " + MASK + " in the pattern \"" + pattern + "\"");
    refuseIf(masks > 1, masks + " " + MASK + " in the pattern \"" + pattern + "\"; it takes one");
    refuseIf(count(pattern, TEXT) != 1, "the pattern \"" + pattern + "\" needs " + TEXT + " once");
    refuseIf(
        count(pattern, TEXT_B) > 1, "the pattern \"" + pattern + "\" has " + TEXT_B + " twice");
    String rest = pattern.replace(TEXT, "").replace(TEXT_B, "");
    refuseIf(
        rest.contains("{") || rest.contains("}"),
        "the pattern \"" + pattern + "\" has a field other than " + TEXT + " and " + TEXT_B);
  }

  private static Map<String, List<String>> copy(Map<String, List<String>> verbalizer) {
    var copy = new LinkedHashMap<String, List<String>>();
    verbalizer.forEach(
        (label, words) -> {
          if (words == null || words.isEmpty() || words.stream().anyMatch(Objects::isNull)) {
            throw refuse("the label \"" + label + "\" has no word");
          }
          refuseIf(
              words.size() > MAX_WORDS,
              "the label \"" + label + "\" has more than " + MAX_WORDS + " words");
          words.forEach(word -> refuseLoneSurrogate(word, "a word of \"" + label + "\""));
          copy.put(label, List.copyOf(words));
        });
    return Collections.unmodifiableMap(copy);
  }

  static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }
}

package io.clozeline.events.task;

import static io.clozeline.events.task.Refusals.refuse;
import static io.clozeline.events.task.Refusals.refuseIf;
import static io.clozeline.events.task.Refusals.refuseLoneSurrogate;
import static io.clozeline.events.task.Refusals.refuseNulls;

import io.clozeline.events.Limits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a label is asked as a blank to fill in (Schick and Schütze 2021, Gao et al. 2021).
 *
 * @param patterns sentences around {@code {text}}, and {@code {textB}} for a pair, each with {@code
 *     [MASK]} once or more; several are an ensemble. The masks of a pattern take the tokens of a
 *     word in turn; a pattern of one mask is widened to the longest word
 * @param weights of the patterns in the mean of their log-probabilities; equal when left out
 * @param fields texts of the task's own that a pattern may name, as in {@code {topic}}
 * @param verbalizer the words that stand for each label, of one token or more; several are averaged
 * @param calibration how the words' own weight is divided away, {@code online} unless told
 *     otherwise
 * @param demonstrations labelled examples that the prompt may show; none when left out
 */
public record Prompt(
    List<String> patterns,
    List<Double> weights,
    Map<String, String> fields,
    Map<String, List<String>> verbalizer,
    Calibration calibration,
    Demonstrations demonstrations) {
  /** The blank. */
  public static final String MASK = "[MASK]";

  /** Where the text goes. */
  public static final String TEXT = "{text}";

  /** Where the second text of a pair goes. */
  public static final String TEXT_B = "{textB}";

  /** Masks that a pattern may have. */
  public static final int MAX_MASKS = 8;

  private static final int MAX_PATTERNS = 32;
  private static final int MAX_WORDS = 100;
  private static final int MAX_FIELDS = 32;
  private static final int FIELD_CHARS = 1_000;
  private static final Pattern FIELD = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]{0,39})}");

  public Prompt {
    refuseIf(patterns == null || patterns.isEmpty(), "a prompt needs at least one pattern");
    refuseIf(
        patterns.size() > MAX_PATTERNS,
        patterns.size() + " patterns are more than " + MAX_PATTERNS);
    refuseNulls(patterns, "a pattern is null");
    patterns = List.copyOf(patterns);
    fields = fields == null || fields.isEmpty() ? null : checkedFields(fields);
    for (String pattern : patterns) {
      check(pattern, fields == null ? Map.of() : fields);
      refuseIf(
          fields != null && count(fill(pattern, fields), MASK) != count(pattern, MASK),
          "a field makes a " + MASK + " of the pattern \"" + pattern + "\"");
    }
    weights = weights == null ? null : checkedWeights(weights, patterns.size());
    refuseIf(verbalizer == null || verbalizer.isEmpty(), "a prompt needs a verbalizer");
    verbalizer = copy(verbalizer);
    calibration = calibration == null ? Calibration.ONLINE : calibration;
  }

  /** Patterns of equal weight, without fields of their own or demonstrations. */
  public Prompt(
      List<String> patterns, Map<String, List<String>> verbalizer, Calibration calibration) {
    this(patterns, null, null, verbalizer, calibration, null);
  }

  /** The patterns with the task's own fields put in. */
  public List<String> filledPatterns() {
    return fields == null ? patterns : patterns.stream().map(p -> fill(p, fields)).toList();
  }

  /** The share of each pattern in the ensemble; they sum to one. */
  public double[] shares() {
    double[] shares = new double[patterns.size()];
    double sum = weights == null ? shares.length : weights.stream().mapToDouble(w -> w).sum();
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (weights == null ? 1 : weights.get(i)) / sum;
    }
    return shares;
  }

  private static String fill(String pattern, Map<String, String> fields) {
    return FIELD
        .matcher(pattern)
        .replaceAll(
            found -> Matcher.quoteReplacement(fields.getOrDefault(found.group(1), found.group())));
  }

  /** The same with the labels in the order of {@code labels}, which has all of them. */
  Prompt inOrderOf(List<String> labels) {
    var ordered = new LinkedHashMap<String, List<String>>();
    labels.forEach(label -> ordered.put(label, verbalizer.get(label)));
    return new Prompt(patterns, weights, fields, ordered, calibration, demonstrations);
  }

  /** The same without demonstrations. */
  Prompt withoutDemonstrations() {
    return new Prompt(patterns, weights, fields, verbalizer, calibration, null);
  }

  private static void check(String pattern, Map<String, String> fields) {
    refuseLoneSurrogate(pattern, "a pattern");
    int masks = count(pattern, MASK);
    refuseIf(masks == 0, "no " + MASK + " in the pattern \"" + pattern + "\"");
    refuseIf(
        masks > MAX_MASKS,
        masks + " " + MASK + " in the pattern \"" + pattern + "\"; it takes " + MAX_MASKS);
    refuseIf(count(pattern, TEXT) != 1, "the pattern \"" + pattern + "\" needs " + TEXT + " once");
    refuseIf(
        count(pattern, TEXT_B) > 1, "the pattern \"" + pattern + "\" has " + TEXT_B + " twice");
    List<String> known = known(fields);
    String rest =
        FIELD.matcher(pattern).replaceAll(found -> known.contains(found.group()) ? "" : "{");
    refuseIf(
        rest.contains("{") || rest.contains("}"),
        "the pattern \"" + pattern + "\" has a field other than " + String.join(", ", known));
  }

  private static List<String> known(Map<String, String> fields) {
    var names = new ArrayList<>(List.of(TEXT, TEXT_B));
    fields.keySet().forEach(name -> names.add("{" + name + "}"));
    return names;
  }

  private static Map<String, String> checkedFields(Map<String, String> fields) {
    refuseIf(fields.size() > MAX_FIELDS, fields.size() + " fields are more than " + MAX_FIELDS);
    var copy = new TreeMap<String, String>(); // one order, however they were written
    fields.forEach(
        (name, value) -> {
          String field = "{" + name + "}";
          refuseIf(
              !FIELD.matcher(field).matches() || field.equals(TEXT) || field.equals(TEXT_B),
              "the field \"" + name + "\" is not a name of letters and digits, or is taken");
          refuseIf(value == null || value.isBlank(), "the field " + field + " is empty");
          refuseIf(
              value.length() > FIELD_CHARS,
              "the field " + field + " has more than " + FIELD_CHARS + " characters");
          refuseLoneSurrogate(value, "the field " + field);
          refuseIf(
              value.contains("{") || value.contains("}") || value.contains(MASK),
              "the field " + field + " has braces or " + MASK + " in it");
          copy.put(name, value);
        });
    return Collections.unmodifiableMap(copy);
  }

  /** Null for weights that are all the same: that is what there is without any. */
  private static List<Double> checkedWeights(List<Double> weights, int patterns) {
    refuseNulls(weights, "a weight is null");
    refuseIf(weights.size() != patterns, weights.size() + " weights for " + patterns + " patterns");
    refuseIf(
        weights.stream().anyMatch(w -> !(w > 0 && w <= 1_000)),
        "weights are " + weights + "; they lie above 0 and up to 1000");
    return Set.copyOf(weights).size() == 1 ? null : List.copyOf(weights);
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
          words.forEach(word -> checkWord(word, label));
          copy.put(label, List.copyOf(words));
        });
    return Collections.unmodifiableMap(copy);
  }

  private static void checkWord(String word, String label) {
    String what = "a word of \"" + label + "\"";
    refuseIf(
        word.length() > Limits.NAME_CHARS,
        what + " has more than " + Limits.NAME_CHARS + " characters");
    refuseLoneSurrogate(word, what);
  }

  static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }
}

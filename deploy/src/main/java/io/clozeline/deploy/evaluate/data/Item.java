package io.clozeline.deploy.evaluate.data;

import java.util.List;

/**
 * A row of a data set, with what the file says is right. Which of the fields is there, the file's
 * format says.
 *
 * @param textB null for a single text
 * @param label a label, a number or a word, as it is written; null for none
 * @param labels several labels, or a tag for each word; null for none
 * @param answers accepted answers within {@code textB}, none among them; null for none asked
 * @param group what the row is counted with, for example a relation; null for none
 */
public record Item(
    String text,
    String textB,
    String label,
    List<String> labels,
    List<Answer> answers,
    String group) {
  public Item {
    labels = labels == null ? null : List.copyOf(labels);
    answers = answers == null ? null : List.copyOf(answers);
  }

  /**
   * An answer within the second text.
   *
   * @param start in UTF-16 units
   * @param sure whether the data set knows where the answer stands, not only how it reads
   */
  public record Answer(String text, int start, boolean sure) {
    public int end() {
      return start + text.length();
    }
  }

  /** A text or a pair with one label. */
  public static Item of(String text, String textB, String label) {
    return new Item(text, textB, label, null, null, null);
  }

  /** Words with a tag each; white space within a word is left out, for it would cut the word. */
  public static Item tagged(List<String> words, List<String> tags) {
    if (words.size() != tags.size()) {
      throw new IllegalArgumentException(words.size() + " words with " + tags.size() + " tags");
    }
    var joined = words.stream().map(word -> word.replaceAll("(?U)\\s", "")).toList();
    return new Item(String.join(" ", joined), null, null, tags, null, null);
  }
}

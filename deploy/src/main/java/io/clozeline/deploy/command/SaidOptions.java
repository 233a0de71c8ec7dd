package io.clozeline.deploy.command;

import io.clozeline.deploy.input.Said;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** What is right for one document, as its task's kind asks. */
final class SaidOptions {
  @Option(names = "--label", description = "Its right label.")
  private String label;

  @Option(
      names = "--labels",
      paramLabel = "A,B",
      description = "All its right labels; a dash for none (multilabel).")
  private String labels;

  @Option(names = "--value", paramLabel = "X", description = "Its right number (regression).")
  private String value;

  @Option(
      names = "--tags",
      paramLabel = "'A B'",
      description = "The right tag of each word (tagging).")
  private String tags;

  @Option(
      names = "--spans",
      paramLabel = "'S-E:L'",
      description =
          "Its right parts as start-end or start-end:label, in characters; a dash for none (span;"
              + " tagging with entities).")
  private String spans;

  @Option(
      names = "--fills",
      paramLabel = "'A B'",
      description = "The right word for each [MASK] (cloze).")
  private String fills;

  /**
   * What is said, null for nothing.
   *
   * @throws IllegalArgumentException when there are two answers
   */
  Said said() {
    List<String> given = Arrays.asList(label, labels, value, tags, spans, fills);
    List<Integer> there =
        IntStream.range(0, given.size()).filter(i -> given.get(i) != null).boxed().toList();
    if (there.size() > 1) {
      throw new IllegalArgumentException("Give one of " + Said.FIELDS + ".");
    }
    return there.isEmpty()
        ? null
        : Said.read(Said.FIELDS.get(there.get(0)), given.get(there.get(0)));
  }
}

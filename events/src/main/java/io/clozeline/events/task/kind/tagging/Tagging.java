package io.clozeline.events.task.kind.tagging;

import io.clozeline.events.Annotation;
import io.clozeline.events.Feedback;
import io.clozeline.events.TextSpan;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Labels;
import io.clozeline.events.task.Options;
import io.clozeline.events.task.Refusals;
import io.clozeline.events.task.Spans;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.Texts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One tag for each word of a text. Tags {@code B-x} and {@code I-x} with {@code O} are read as
 * entities {@code x} (Ramshaw and Marcus 1995), and feedback may then give the entities alone.
 */
public final class Tagging implements TaskKind {
  /** The tag of a word that is in no entity. */
  public static final String OUTSIDE = "O";

  /** Before the name of an entity: the tag of its first word. */
  public static final String BEGINS = "B-";

  /** The same for its other words. */
  public static final String INSIDE = "I-";

  /** Words end at white space, and only there: for text that is cut into words already. */
  public static final String WHITESPACE = "whitespace";

  /**
   * Words end at white space and around punctuation, as BERT's own do: for text as it is written.
   */
  public static final String PUNCTUATION = "punctuation";

  private static final String WORDS = "words";

  @Override
  public String text() {
    return "tagging";
  }

  @Override
  public Texts texts() {
    return Texts.ONE;
  }

  @Override
  public List<String> answers() {
    return List.of("tags", "spans");
  }

  @Override
  public List<String> labels(List<String> written) {
    Labels.require(written, 2);
    for (String tag : written) {
      Refusals.refuseIf(
          tag.equals(BEGINS) || tag.equals(INSIDE), "the tag \"" + tag + "\" names no entity");
      String first = tag.startsWith(INSIDE) ? BEGINS + tag.substring(INSIDE.length()) : tag;
      Refusals.refuseIf(
          !written.contains(first), "the tag \"" + tag + "\" needs \"" + first + "\"");
    }
    return written;
  }

  @Override
  public Map<String, Object> options(Options options) {
    options.word(WORDS, PUNCTUATION, Set.of(PUNCTUATION, WHITESPACE));
    return options.done();
  }

  /** Where words end: {@link #WHITESPACE} or {@link #PUNCTUATION}. */
  public static String words(TaskDefinition task) {
    return task.word(WORDS);
  }

  /** Whether the tags are those of entities: there is an {@code O}, and a {@code B-}. */
  public static boolean entities(List<String> tags) {
    return tags.contains(OUTSIDE) && tags.stream().anyMatch(tag -> tag.startsWith(BEGINS));
  }

  @Override
  public List<String> outputs(List<String> labels) {
    return labels;
  }

  /** The share of words with the right tag; of entities, where they alone are known, their F1. */
  @Override
  public double agreement(Feedback right, Annotation said, TaskDefinition task) {
    return right.tags() == null ? entities(right, said) : words(right, said);
  }

  private static double words(Feedback right, Annotation said) {
    List<TextSpan> tags = said.tags() == null ? List.of() : said.tags();
    int equal = 0;
    for (int i = 0; i < Math.min(tags.size(), right.tags().size()); i++) {
      equal += right.tags().get(i).equals(tags.get(i).label()) ? 1 : 0;
    }
    int words = Math.max(tags.size(), right.tags().size());
    return words == 0 ? 1 : (double) equal / words;
  }

  private static double entities(Feedback right, Annotation said) {
    List<TextSpan> spans = said.spans() == null ? List.of() : said.spans();
    Set<List<Object>> found = new HashSet<>();
    spans.forEach(span -> found.add(List.of(span.start(), span.end(), span.label())));
    int all = right.spans().size() + found.size();
    long equal =
        right.spans().stream()
            .filter(span -> found.contains(List.<Object>of(span.start(), span.end(), span.label())))
            .count();
    return all == 0 ? 1 : 2.0 * equal / all;
  }

  @Override
  public void check(Feedback feedback, TaskDefinition task) {
    if (feedback.tags() != null) {
      Labels.requireKnown(feedback.tags(), task);
      return;
    }
    if (!entities(task.labels())) {
      throw new EventException(
          ErrorCode.INVALID_FIELD, "the task's tags are not those of entities: give \"tags\"");
    }
    if (feedback.spans().stream().anyMatch(span -> span.label() == null)) {
      throw new EventException(ErrorCode.MISSING_FIELD, "a span has no label");
    }
    Set<String> first = new HashSet<>();
    feedback.spans().forEach(span -> first.add(BEGINS + span.label()));
    Labels.requireKnown(first, task);
    Spans.requireWithin(feedback.text(), feedback.spans());
  }
}

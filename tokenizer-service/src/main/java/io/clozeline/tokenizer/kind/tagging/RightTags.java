package io.clozeline.tokenizer.kind.tagging;

import io.clozeline.events.Feedback;
import io.clozeline.events.TextSpan;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Labels;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.kind.tagging.Tagging;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What feedback says of each word: its tags, or those that its entities make. */
final class RightTags {
  private final TaskDefinition task;
  private final Words words;

  private RightTags(TaskDefinition task, Words words) {
    this.task = task;
    this.words = words;
  }

  /**
   * For each word the place of its tag among the task's.
   *
   * @throws EventException when there is another number of tags than of words, or an entity is not
   *     of whole words
   */
  static int[] of(Feedback feedback, Words words, TaskDefinition task) {
    var right = new RightTags(task, words);
    return feedback.tags() == null ? right.entities(feedback.spans()) : right.tags(feedback.tags());
  }

  private int[] tags(List<String> tags) {
    if (tags.size() != words.size()) {
      throw new EventException(
          ErrorCode.COUNT_MISMATCH,
          "the text has " + words.size() + " words, and there are " + tags.size() + " tags");
    }
    return tags.stream().mapToInt(task.labels()::indexOf).toArray();
  }

  private int[] entities(List<TextSpan> spans) {
    int[] tags = new int[words.size()];
    Arrays.fill(tags, task.labels().indexOf(Tagging.OUTSIDE));
    int free = 0; // the first word behind the entities so far
    for (TextSpan span : spans.stream().sorted(Comparator.comparing(TextSpan::start)).toList()) {
      int first = first(span, free);
      int last = last(span, first);
      tags[first] = task.labels().indexOf(Tagging.BEGINS + span.label());
      if (last > first) {
        String inside = Tagging.INSIDE + span.label();
        Labels.requireKnown(List.of(inside), task);
        Arrays.fill(tags, first + 1, last + 1, task.labels().indexOf(inside));
      }
      free = last + 1;
    }
    return tags;
  }

  private int first(TextSpan span, int free) {
    int word = free;
    while (word < words.size() && words.start(word) < span.start()) {
      word++;
    }
    if (word == words.size() || words.start(word) > span.start()) {
      throw outside(span, "starts at no word, or in another span");
    }
    return word;
  }

  private int last(TextSpan span, int first) {
    int word = first;
    while (word < words.size() && words.end(word) < span.end()) {
      word++;
    }
    if (word == words.size() || words.end(word) > span.end()) {
      throw outside(span, "ends at no word");
    }
    return word;
  }

  private static EventException outside(TextSpan span, String why) {
    return new EventException(
        ErrorCode.SPAN_OUTSIDE, "the span from " + span.start() + " to " + span.end() + " " + why);
  }
}

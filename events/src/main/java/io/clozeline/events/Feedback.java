package io.clozeline.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.TaskDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What a person says a document's annotation should have been, on the topic {@code feedback}. The
 * newest feedback on a document and task wins. One of {@code label}, {@code labels}, {@code value},
 * {@code tags}, {@code spans} and {@code fills} is there; which one, the task's kind says.
 *
 * @param label the right label
 * @param text the document's text, which the example is made of; may be left out, with {@code
 *     textB}, of a document that came as a {@link Text} lately
 * @param at when it was said; null means when the record was written
 * @param erase true to forget what was said of this document; then no answer may be there
 * @param labels all right labels, none among them
 * @param value the right number
 * @param tags the right tag of each word
 * @param spans the right parts of the text, none among them
 * @param fills the right word for each mask of the text
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Feedback(
    String id,
    String task,
    String label,
    String text,
    String textB,
    String annotator,
    Instant at,
    Boolean erase,
    List<String> labels,
    Double value,
    List<String> tags,
    List<TextSpan> spans,
    List<String> fills) {
  public Feedback {
    Fields.documentId(id);
    Fields.task(task);
    if (text != null) {
      Fields.text(text, "text");
    }
    if (textB != null) {
      Fields.text(textB, "textB");
    }
    Fields.name(annotator, "annotator");
    Fields.name(label, "label");
    Fields.atMost(Limits.LABELS, labels, "labels");
    Fields.atMost(Limits.TEXT_CHARS, tags, "tags");
    Fields.atMost(Limits.TEXT_CHARS, spans, "spans");
    Fields.atMost(Limits.BLANKS, fills, "fills");
    labels = Fields.names(labels, "labels");
    if (labels != null && new HashSet<>(labels).size() != labels.size()) {
      throw Fields.invalid("the field \"labels\" names a label twice");
    }
    tags = Fields.names(tags, "tags");
    fills = Fields.names(fills, "fills");
    spans = spans == null ? null : Fields.copy(spans, "spans");
    if (value != null) {
      Fields.finite(value, "value", ErrorCode.INVALID_FIELD);
    }
    requireOne(answers(label, labels, value, tags, spans, fills), Boolean.TRUE.equals(erase));
  }

  /** One label, or an erasure. */
  public Feedback(
      String id,
      String task,
      String label,
      String text,
      String textB,
      String annotator,
      Instant at,
      Boolean erase) {
    this(id, task, label, text, textB, annotator, at, erase, null, null, null, null, null);
  }

  /** Says that {@code label} is right for {@code text}. */
  public static Feedback label(String id, String task, String label, String text, String textB) {
    return new Feedback(id, task, label, text, textB, null, null, null);
  }

  /** Says that exactly {@code labels} are right. */
  public static Feedback labels(
      String id, String task, List<String> labels, String text, String textB) {
    return new Feedback(
        id, task, null, text, textB, null, null, null, labels, null, null, null, null);
  }

  /** Says that {@code value} is right. */
  public static Feedback value(String id, String task, double value, String text, String textB) {
    return new Feedback(
        id, task, null, text, textB, null, null, null, null, value, null, null, null);
  }

  /** Says which tag is right for each word of {@code text}. */
  public static Feedback tags(String id, String task, List<String> tags, String text) {
    return new Feedback(id, task, null, text, null, null, null, null, null, null, tags, null, null);
  }

  /** Says which parts are right. */
  public static Feedback spans(
      String id, String task, List<TextSpan> spans, String text, String textB) {
    return new Feedback(
        id, task, null, text, textB, null, null, null, null, null, null, spans, null);
  }

  /** Says which word is right for each mask of {@code text}. */
  public static Feedback fills(String id, String task, List<String> fills, String text) {
    return new Feedback(
        id, task, null, text, null, null, null, null, null, null, null, null, fills);
  }

  /** Asks to forget the document. */
  public static Feedback erasure(String id, String task) {
    return new Feedback(id, task, null, null, null, null, null, true);
  }

  /** The same about {@code document}, which is of the same id. */
  public Feedback of(Text document) {
    return new Feedback(
        id,
        task,
        label,
        document.text(),
        document.textB(),
        annotator,
        at,
        erase,
        labels,
        value,
        tags,
        spans,
        fills);
  }

  /** Whether this asks to forget the document. */
  public boolean erases() {
    return Boolean.TRUE.equals(erase);
  }

  /**
   * Checks that this answers {@code task}; an erasure fits every task.
   *
   * @throws EventException when it is an answer of another kind, or one that the task cannot have
   */
  public void check(TaskDefinition task) {
    if (erases()) {
      return;
    }
    List<String> wanted = task.kind().answers();
    String given = answer();
    if (!wanted.contains(given)) {
      throw Fields.invalid(
          "a "
              + task.kind().text()
              + " task learns from the field \""
              + String.join("\" or \"", wanted)
              + "\", not \""
              + given
              + "\"");
    }
    task.kind().check(this, task);
  }

  /** The name of the field that says what is right, null in an erasure. */
  public String answer() {
    List<String> answers = answers(label, labels, value, tags, spans, fills);
    return answers.isEmpty() ? null : answers.get(0);
  }

  private static List<String> answers(
      String label,
      List<String> labels,
      Double value,
      List<String> tags,
      List<TextSpan> spans,
      List<String> fills) {
    List<String> answers = new ArrayList<>();
    add(answers, label, "label");
    add(answers, labels, "labels");
    add(answers, value, "value");
    add(answers, tags, "tags");
    add(answers, spans, "spans");
    add(answers, fills, "fills");
    return answers;
  }

  private static void add(List<String> answers, Object value, String name) {
    if (value != null) {
      answers.add(name);
    }
  }

  private static void requireOne(List<String> answers, boolean erases) {
    if (erases && !answers.isEmpty()) {
      throw Fields.invalid("an erasure carries no " + answers.get(0));
    }
    if (!erases && answers.isEmpty()) {
      throw new EventException(
          ErrorCode.MISSING_FIELD,
          "the field \"label\" is missing; so are labels, value, tags, spans and fills");
    }
    if (answers.size() > 1) {
      throw Fields.invalid("there are two answers: " + answers);
    }
  }
}

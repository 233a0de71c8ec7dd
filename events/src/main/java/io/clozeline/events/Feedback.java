package io.clozeline.events;

import java.time.Instant;

/**
 * What a person says a document's annotation should have been, on the topic {@code feedback}. The
 * newest feedback on a document and task wins.
 *
 * @param text the document's text, which the example is made of
 * @param at when it was said; null means when the record was written
 * @param erase true to forget what was said of this document; then no label may be there
 */
public record Feedback(
    String id,
    String task,
    String label,
    String text,
    String textB,
    String annotator,
    Instant at,
    Boolean erase) {
  public Feedback {
    Fields.documentId(id);
    Fields.task(task);
    if (text != null) {
      Fields.text(text, "text");
    }
    if (textB != null) {
      Fields.text(textB, "textB");
    }
    requireName(annotator, "annotator");
    if (Boolean.TRUE.equals(erase)) {
      if (label != null) {
        throw Fields.invalid("an erasure carries no label");
      }
    } else {
      requireName(Fields.required(label, "label"), "label");
    }
  }

  /** Says that {@code label} is right for {@code text}. */
  public static Feedback label(String id, String task, String label, String text, String textB) {
    return new Feedback(id, task, label, text, textB, null, null, null);
  }

  private static void requireName(String name, String field) {
    Fields.optionalWord(name, field);
    if (name != null && name.length() > Limits.NAME_CHARS) {
      throw Fields.invalid(
          "the field \"" + field + "\" has more than " + Limits.NAME_CHARS + " characters");
    }
  }

  /** Whether this asks to forget the document. */
  public boolean erases() {
    return Boolean.TRUE.equals(erase);
  }
}

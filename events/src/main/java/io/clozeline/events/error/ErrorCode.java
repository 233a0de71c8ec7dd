package io.clozeline.events.error;

import java.util.Locale;

/**
 * Why a record became a dead letter. The same word stands in the dead letter, the log and the
 * metric tag.
 */
public enum ErrorCode {
  /** Not JSON, not UTF-8, or JSON of another shape than the topic's schema. */
  INVALID_JSON,
  /** A required field is absent or null. */
  MISSING_FIELD,
  /** A field is there but its value cannot be used. */
  INVALID_FIELD,
  /** The record's key is not the document id that its value names. */
  KEY_MISMATCH,
  /** The document id is longer than {@link io.clozeline.events.Limits#ID_BYTES}. */
  ID_TOO_LONG,
  /** The text is empty or only white space. */
  EMPTY_TEXT,
  /** The text is not valid Unicode: it holds a lone surrogate. */
  INVALID_TEXT,
  /** The text is longer than {@link io.clozeline.events.Limits#TEXT_CHARS}. */
  TEXT_TOO_LARGE,
  /** The feedback brings no text to learn from, and none of its document came lately. */
  TEXT_MISSING,
  /** The task needs a [MASK] in the text, and there is none. */
  MASK_MISSING,
  /** No task of that name is defined. */
  UNKNOWN_TASK,
  /** The feedback's label is none of the task's. */
  UNKNOWN_LABEL,
  /** The feedback's number is outside of the task's range. */
  VALUE_OUT_OF_RANGE,
  /** The feedback has another number of tags than the text has words, or of fills than masks. */
  COUNT_MISMATCH,
  /** A span of the feedback is not within the text, or not of whole words. */
  SPAN_OUTSIDE,
  /** The task definition cannot work; the one before it stays. */
  TASK_REFUSED,
  /**
   * The bytes are not of the topic's binary format, or of a version that this service does not
   * know.
   */
  MALFORMED_BINARY,
  /** What became of the record is more than a record of the next topic may hold. */
  RECORD_TOO_LARGE,
  /** The adapter does not fit this base model or is damaged; the live one stays. */
  ADAPTER_REFUSED,
  /** The encoding or the release names an adapter that never arrived. */
  ADAPTER_MISSING,
  /** The text is older than its task's {@code maxAge}: an answer would come too late. */
  EXPIRED,
  /** The model failed on this record alone. */
  MODEL_FAILURE,
  /** A fault of the service itself; its log has the stack trace. */
  INTERNAL;

  /**
   * The code as it is written in headers, logs and metric tags, for example {@code invalid-json}.
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads what {@link #text()} wrote. */
  public static ErrorCode of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}

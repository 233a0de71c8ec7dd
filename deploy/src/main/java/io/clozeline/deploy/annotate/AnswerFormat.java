package io.clozeline.deploy.annotate;

import io.clozeline.events.Annotation;
import io.clozeline.events.Text;
import io.clozeline.events.error.ErrorCode;

/** How answers are printed: one line each, as they arrive. */
public interface AnswerFormat {
  /**
   * A refusal, by a service or before sending.
   *
   * @param stage who refused
   * @param cause one sentence for a person
   */
  record Refusal(ErrorCode code, String stage, String cause) {}

  /** The line above all others; null for none. */
  String header();

  /** An annotation; {@code id} is the one that the person gave, or the one that was sent. */
  String annotation(String id, Text text, Annotation annotation, double millis);

  /** A text that got none. */
  String refusal(String id, long line, Refusal refusal);
}

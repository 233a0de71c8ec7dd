package io.clozeline.deploy.client;

import io.clozeline.events.Annotation;
import io.clozeline.events.error.DeadLetter;

/** What came back for a document. */
public sealed interface Reply {
  /** The document's id. */
  String id();

  /**
   * Its annotation.
   *
   * @param nanos when this client saw it, as {@link System#nanoTime()}
   */
  record Annotated(String id, Annotation annotation, long nanos) implements Reply {}

  /** Its dead letter. */
  record Refused(String id, DeadLetter letter, long nanos) implements Reply {}
}

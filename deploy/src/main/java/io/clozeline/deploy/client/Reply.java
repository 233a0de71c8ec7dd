package io.clozeline.deploy.client;

import io.clozeline.events.Annotation;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.EventException;
import io.clozeline.events.topic.Topics;

/** What came back for a document. */
public sealed interface Reply {
  /** The document's id. */
  String id();

  /**
   * Whether it answers for every task that the text named, as a refusal of the text itself does.
   */
  default boolean ofAllTasks() {
    return false;
  }

  /**
   * Its annotation.
   *
   * @param nanos when this client saw it, as {@link System#nanoTime()}
   */
  record Annotated(String id, Annotation annotation, long nanos) implements Reply {}

  /** Its dead letter. */
  record Refused(String id, DeadLetter letter, long nanos) implements Reply {
    @Override
    public boolean ofAllTasks() {
      if (!letter.origin().topic().equals(Topics.TEXTS.name())) {
        return false;
      }
      try {
        return Topics.TEXTS.codec().decode(letter.value()).tasks() != null;
      } catch (EventException unreadable) {
        return true;
      }
    }
  }
}

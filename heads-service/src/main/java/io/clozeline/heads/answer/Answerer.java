package io.clozeline.heads.answer;

import io.clozeline.events.error.EventException;

/** Answers the questions of one kind of task, or of some kinds that are answered alike. */
@FunctionalInterface
public interface Answerer {
  /**
   * Answers one question.
   *
   * @throws EventException when the vectors allow no answer
   */
  Answer answer(Question question);
}

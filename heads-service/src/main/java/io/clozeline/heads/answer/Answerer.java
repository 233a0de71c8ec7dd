package io.clozeline.heads.answer;

import io.clozeline.events.error.EventException;

/** Answers the questions of one family of task kinds. */
@FunctionalInterface
public interface Answerer {
  /**
   * Answers one question.
   *
   * @throws EventException when the vectors allow no answer
   */
  Answer answer(Question question);
}

package io.clozeline.tokenizer.kind;

import io.clozeline.events.Feedback;
import io.clozeline.events.TokenSequence;
import io.clozeline.tokenizer.sequence.Sequencer;
import java.util.List;

/** How one task's texts become sequences, and its feedback lessons. Safe for many threads. */
public interface Layout extends Sequencer {
  /**
   * What the trainer learns from feedback that has a text, as many as the task asks for, and an
   * answer that the task can have.
   *
   * @throws io.clozeline.events.error.EventException when text and answer do not go together
   */
  Lesson lesson(Feedback feedback);

  /** What the task asks of no text, for calibration; null for nothing. */
  default List<TokenSequence> contentFree() {
    return null;
  }
}

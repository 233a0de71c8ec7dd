package io.clozeline.trainer.prequential;

import io.clozeline.events.Evaluation;

/** Hears of every evaluation. */
@FunctionalInterface
public interface FiguresListener {
  /** An answer has been tested, and the figures of its task stand so. */
  void evaluated(Evaluation evaluation);
}

package io.clozeline.trainer.prequential;

import io.clozeline.events.Evaluation;
import java.time.Instant;
import java.util.Optional;

/** How right the answers of tasks have been. */
@FunctionalInterface
public interface Figures {
  /** Tells nothing. */
  Figures NONE = (task, adapter) -> Optional.empty();

  /**
   * The figures of {@code task} with those of one of its adapters; empty before the first label.
   *
   * @param adapterOrNull null for the base model
   */
  Optional<Evaluation.Prequential> of(String task, String adapterOrNull);

  /** When the answers of {@code task} had last become worse by more than chance. */
  default Optional<Instant> alarmed(String task) {
    return Optional.empty();
  }
}

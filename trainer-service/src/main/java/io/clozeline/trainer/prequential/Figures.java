package io.clozeline.trainer.prequential;

import io.clozeline.events.Evaluation;
import java.time.Instant;
import java.util.List;
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

  /**
   * The documents that the live adapter of {@code task} and a challenger have both answered and a
   * person has spoken about.
   *
   * @param championOrNull null for the base model
   */
  default List<Pair> pairs(String task, String championOrNull, String challenger) {
    return List.of();
  }

  /** When the answers of {@code task} had last become worse by more than chance. */
  default Optional<Instant> alarmed(String task) {
    return Optional.empty();
  }
}

package io.clozeline.trainer.pet;

import io.clozeline.bert.training.LabelledSequence;
import java.util.List;

/**
 * What the patterns teach their task's adapter.
 *
 * @param sequences one for each text, softly labelled, under the patterns in turn
 * @param texts how many there were
 * @param generations of adapters for each pattern
 * @param agreement the share of the texts of which all patterns say the same
 */
public record Distillation(
    List<LabelledSequence> sequences, int texts, int generations, double agreement) {
  public Distillation {
    sequences = List.copyOf(sequences);
  }
}

package io.clozeline.trainer.run;

import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.trainer.pet.Distillation;
import java.util.List;

/**
 * What a run's adapter learns from.
 *
 * @param taught examples and texts that the sequences come from
 * @param distillation what was made of texts without labels, null where nothing was
 */
record Material(List<LabelledSequence> sequences, int taught, Distillation distillation) {
  Material {
    sequences = List.copyOf(sequences);
  }
}

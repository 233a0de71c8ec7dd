package io.clozeline.events.task;

import static io.clozeline.events.task.Refusals.refuseIf;

/**
 * Pattern-exploiting training on the stream (Schick and Schütze 2021): each pattern is tuned on the
 * labels alone, together they label texts of the stream that nobody has labelled, softly, and the
 * task's adapter learns from those.
 *
 * @param unlabelled texts of the stream that are kept for it, and labelled so
 * @param temperature that softens the labels
 * @param generations 1 for PET; more for iPET, whose generations learn from ever more texts that
 *     the one before has labelled
 */
public record Pet(Integer unlabelled, Double temperature, Integer generations) {
  /** Texts that may be kept. */
  public static final int MOST = 20_000;

  public Pet {
    unlabelled = unlabelled == null ? 1_000 : unlabelled;
    temperature = temperature == null ? 2.0 : temperature;
    generations = generations == null ? 1 : generations;
    refuseIf(
        unlabelled < 16 || unlabelled > MOST,
        "pet.unlabelled is " + unlabelled + "; it goes from 16 to " + MOST);
    refuseIf(
        !(temperature >= 0.1 && temperature <= 100),
        "pet.temperature is " + temperature + "; it goes from 0.1 to 100");
    refuseIf(
        generations < 1 || generations > 5,
        "pet.generations is " + generations + "; it goes from 1 to 5");
  }
}

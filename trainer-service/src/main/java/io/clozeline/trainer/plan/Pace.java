package io.clozeline.trainer.plan;

/**
 * The measured constants of a training run, all of them.
 *
 * @param batch sequences in a step
 * @param tokens in a step, at most: its memory grows with them, about 1.8 GB at 2,048 and 5.8 GB at
 *     8,192. Long sequences make smaller steps, and more of them
 * @param small up to how many sequences a run is small
 * @param smallBatch sequences in a step of a small run
 * @param smallSteps the fewest steps of a small run: it is over in seconds
 * @param few up to how many examples are few
 * @param fewRate peak learning rate on few examples
 * @param manyRate peak learning rate on more
 * @param epochs how often a run sees each sequence, where that takes more than the fewest steps
 * @param fewestSteps of any other run
 * @param mostSteps of a run, however many the examples
 * @param warmUp share of the steps in which the rate rises; afterwards it falls linearly
 */
public record Pace(
    int batch,
    int tokens,
    int small,
    int smallBatch,
    int smallSteps,
    int few,
    double fewRate,
    double manyRate,
    int epochs,
    int fewestSteps,
    int mostSteps,
    double warmUp,
    double weightDecay,
    double dropout) {
  /**
   * What was measured to work, on SST-2: 16 to a class, and 6,920 sentences. Of 16 to a class, in
   * the mean of five draws: 40 steps of 8 sequences give 0.834, 60 of 16, three times as long,
   * 0.837, and 24 of 8 give 0.816.
   */
  public static final Pace MEASURED =
      new Pace(16, 4_096, 64, 8, 40, 200, 5e-4, 5e-4, 2, 60, 2_000, 0.1, 0.01, 0.0);

  public Pace {
    boolean steps = smallSteps > 0 && fewestSteps > 0 && mostSteps >= fewestSteps;
    if (!steps || batch < 1 || smallBatch < 1 || tokens < 1 || epochs < 1) {
      throw new IllegalArgumentException("a run has a batch, an epoch and a step at least");
    }
  }
}

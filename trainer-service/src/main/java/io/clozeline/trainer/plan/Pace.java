package io.clozeline.trainer.plan;

/**
 * The measured constants of a training run, all of them.
 *
 * @param batch sequences in a step
 * @param tokens in a step, at most: its memory grows with them, about 1.8 GB at 2,048 and 5.8 GB at
 *     8,192. Long sequences make smaller steps, and more of them
 * @param few up to how many examples are few
 * @param fewRate peak learning rate on few examples
 * @param manyRate peak learning rate on more
 * @param epochs how often a run sees each sequence, where that takes more than the fewest steps
 * @param fewestSteps of a run, however few the examples
 * @param mostSteps of a run, however many the examples
 * @param warmUp share of the steps in which the rate rises; afterwards it falls linearly
 */
public record Pace(
    int batch,
    int tokens,
    int few,
    double fewRate,
    double manyRate,
    int epochs,
    int fewestSteps,
    int mostSteps,
    double warmUp,
    double weightDecay,
    double dropout) {
  /** What was measured to work, on SST-2: 16 to a class, and 6,920 sentences. */
  public static final Pace MEASURED =
      new Pace(16, 4_096, 200, 5e-4, 5e-4, 2, 60, 2_000, 0.1, 0.01, 0.0);

  public Pace {
    if (fewestSteps < 1 || mostSteps < fewestSteps || batch < 1 || tokens < 1 || epochs < 1) {
      throw new IllegalArgumentException("a run has a batch, an epoch and a step at least");
    }
  }
}

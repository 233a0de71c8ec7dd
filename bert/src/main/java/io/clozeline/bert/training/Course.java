package io.clozeline.bert.training;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The steps of a plan over its lessons, one after the other. */
final class Course {
  /** One optimizer step. */
  @FunctionalInterface
  interface Step {
    /**
     * Takes it.
     *
     * @param seed of what is random in it; the same for the same step of the same plan
     * @return the loss before it
     */
    double take(ExampleBatch batch, double learningRate, long[] seed);
  }

  private Course() {}

  /**
   * Takes every step.
   *
   * @throws IllegalStateException when a loss is not a number any more
   */
  static void run(
      Lessons lessons, TrainingPlan plan, Random random, Step step, TrainingProgress progress) {
    List<LabelledSequence> examples =
        lessons.sequences().stream().map(example -> prepared(example, plan)).toList();
    int[] lengths = examples.stream().mapToInt(example -> example.sequence().length()).toArray();
    Batches batches = new Batches(lengths, plan.batch(), random);
    LearningRate learningRate = LearningRate.of(plan);
    for (int i = 0; i < plan.steps(); i++) {
      int[] next = batches.next();
      ExampleBatch batch =
          ExampleBatch.of(
              Arrays.stream(next).mapToObj(examples::get).toList(),
              batches.paddedLength(next),
              lessons.answering(),
              lessons.objective());
      double loss = step.take(batch, learningRate.at(i), new long[] {plan.seed(), (long) i << 32});
      if (!Double.isFinite(loss)) {
        throw new IllegalStateException(
            "the loss is " + loss + " at step " + i + "; lower the learning rate");
      }
      progress.step(i + 1, plan.steps(), loss);
    }
  }

  private static LabelledSequence prepared(LabelledSequence example, TrainingPlan plan) {
    return new LabelledSequence(
        plan.method().prepared(example.sequence()), example.classes(), example.targets());
  }
}

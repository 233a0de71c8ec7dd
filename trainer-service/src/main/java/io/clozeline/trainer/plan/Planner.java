package io.clozeline.trainer.plan;

import io.clozeline.bert.method.Method;
import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.bert.training.TrainingPlan;
import io.clozeline.events.task.Learning;
import io.clozeline.trainer.examples.TrainingSet;
import java.util.List;
import java.util.Objects;

/** Makes the plan of a run; what the task says goes before what was measured. */
public final class Planner {
  private final Pace pace;

  public Planner(Pace pace) {
    this.pace = Objects.requireNonNull(pace, "pace");
  }

  /**
   * The plan for {@code set}.
   *
   * @param seed the same seed and examples give the same adapter
   */
  public TrainingPlan plan(Learning learning, TrainingSet set, long seed) {
    return plan(learning, set.sequences(), set.tally().examples(), seed);
  }

  /** The same for sequences that come from so many examples. */
  public TrainingPlan plan(
      Learning learning, List<LabelledSequence> sequences, int examples, long seed) {
    int batch = batch(sequences, learning.positions());
    Method method = Tuning.of(learning);
    return new TrainingPlan(
        method,
        steps(learning, sequences.size(), batch),
        batch,
        learning.learningRate() == null
            ? rate(examples) * Tuning.rate(method)
            : learning.learningRate(),
        pace.warmUp(),
        pace.weightDecay(),
        learning.dropout() == null ? pace.dropout() : learning.dropout(),
        seed);
  }

  private int batch(List<LabelledSequence> sequences, int virtual) {
    int longest = virtual + sequences.stream().mapToInt(s -> s.sequence().length()).max().orElse(1);
    int most = small(sequences.size()) ? pace.smallBatch() : pace.batch();
    return Math.max(1, Math.min(most, pace.tokens() / longest));
  }

  private int steps(Learning learning, int sequences, int batch) {
    if (learning.steps() != null) {
      return learning.steps();
    }
    return learning.epochs() == null
        ? steps(sequences, batch)
        : epochs(learning.epochs(), sequences, batch);
  }

  /** Whoever counts in epochs wants them all: the bounds are for runs that nobody has planned. */
  private static int epochs(int epochs, int sequences, int batch) {
    long seen = (long) epochs * sequences;
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, (seen + batch - 1) / batch));
  }

  /** The bounds are in steps of a full batch; a run of smaller ones sees as many sequences. */
  private int steps(int sequences, int batch) {
    long seen = (long) pace.epochs() * sequences;
    long fewest =
        small(sequences)
            ? (long) pace.smallSteps() * pace.smallBatch()
            : (long) pace.fewestSteps() * pace.batch();
    long most = (long) pace.mostSteps() * pace.batch();
    return (int) ((Math.min(most, Math.max(fewest, seen)) + batch - 1) / batch);
  }

  private boolean small(int sequences) {
    return sequences <= pace.small();
  }

  private double rate(int examples) {
    return examples <= pace.few() ? pace.fewRate() : pace.manyRate();
  }
}

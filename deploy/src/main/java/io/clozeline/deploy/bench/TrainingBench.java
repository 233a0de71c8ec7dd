package io.clozeline.deploy.bench;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.training.AdapterTrainer;
import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.bert.training.Lessons;
import io.clozeline.bert.training.LinearAnswering;
import io.clozeline.bert.training.MatrixPeak;
import io.clozeline.bert.training.TrainingPlan;
import io.clozeline.bert.training.objective.Objective;
import io.clozeline.deploy.console.Console;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** How fast adapters are trained in this process, beside what matrix products reach. */
public final class TrainingBench {
  private static final int BATCH = 16;
  private static final int TOKENS = 32;
  private static final int WARM_UP = 10;
  private static final int STEPS = 40;

  private final ModelDirectory model;
  private final int threads;
  private final Console console;

  public TrainingBench(ModelDirectory model, int threads, Console console) {
    this.model = model;
    this.threads = threads;
    this.console = console;
  }

  /**
   * One number format: LoRA of rank 8 on query and value, {@value #BATCH} sequences of {@value
   * #TOKENS} tokens a step.
   *
   * @param gigaflops of the step, by the products of the encoder: forwards, and backwards to what
   *     went in, for the frozen matrices have no gradient of their own
   * @param peak what products of large matrices reach
   */
  public record Measurement(
      String precision,
      double stepMillis,
      double examplesPerSecond,
      double gigaflops,
      double peak,
      double share) {}

  /** Measures one number format; the median step. */
  public Measurement measure(Precision precision) {
    console.waiting("matrix products, " + precision.text());
    double peak = MatrixPeak.gigaflops(precision, threads);
    long[] ends = new long[WARM_UP + STEPS];
    try (var trainer = AdapterTrainer.open(model, precision, threads)) {
      trainer.train(
          lessons(),
          plan(),
          (step, of, loss) -> {
            ends[step - 1] = System.nanoTime();
            console.progress("training, " + precision.text(), (double) step / of);
          });
    }
    double seconds = median(ends);
    double gigaflops = flops(model.info()) / seconds / 1e9;
    return new Measurement(
        precision.text(), 1e3 * seconds, BATCH / seconds, gigaflops, peak, gigaflops / peak);
  }

  private Lessons lessons() {
    var random = new Random(1);
    List<LabelledSequence> sequences = new ArrayList<>();
    for (int i = 0; i < BATCH * 4; i++) {
      int[] ids = random.ints(TOKENS, 1_000, 20_000).toArray();
      sequences.add(LabelledSequence.of(new Sequence(ids, new int[TOKENS], new int[] {0}), i % 2));
    }
    return new Lessons(
        "bench", List.of("no", "yes"), new LinearAnswering(2), Objective.SOFTMAX, sequences);
  }

  private static TrainingPlan plan() {
    var lora = new Lora(8, 16, List.of(Target.QUERY, Target.VALUE));
    return new TrainingPlan(lora, WARM_UP + STEPS, BATCH, 5e-4, 0.1, 0.01, 0, 1);
  }

  private static double median(long[] ends) {
    double[] steps = new double[STEPS];
    Arrays.setAll(steps, i -> (ends[WARM_UP + i] - ends[WARM_UP + i - 1]) / 1e9);
    return Median.of(steps);
  }

  /** The last layer goes on with one position of each sequence. */
  private static double flops(ModelInfo model) {
    double hidden = model.hidden();
    double rows = (double) BATCH * TOKENS;
    double qkv = 3 * hidden * hidden;
    double rest = hidden * hidden + 2 * hidden * model.intermediate();
    double attention = 2 * TOKENS * hidden;
    double forwards =
        2 * rows * model.layers() * (qkv + attention)
            + 2 * (rows * (model.layers() - 1) + BATCH) * rest;
    return 2 * forwards;
  }
}

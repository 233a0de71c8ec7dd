package io.clozeline.deploy.bench;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.evaluate.LabelledSet;
import io.clozeline.deploy.feedback.FeedbackRun;
import io.clozeline.deploy.feedback.Forgetting;
import io.clozeline.deploy.launch.ChainNote;
import io.clozeline.deploy.launch.Pause;
import io.clozeline.deploy.launch.ServiceInfo;
import io.clozeline.events.Control;
import io.clozeline.events.Feedback;
import io.clozeline.events.task.TaskDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What texts wait for while the trainer learns: the latency at half of what the chain can do, with
 * and without a training run beside it, in turn.
 */
public final class LearningBench {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final double LOAD = 0.5;

  /** Far more than the bench lasts; a freeze ends the run. */
  private static final int STEPS = 100_000;

  private static final int LABELS = 64;

  private final ChainNote chain;
  private final Console console;
  private final Plan plan;

  /**
   * What to measure.
   *
   * @param task that annotates
   * @param texts sent to find out what the chain can do
   * @param seconds of each measurement
   */
  public record Plan(String task, int texts, int rounds, int seconds) {}

  /**
   * What was measured: medians over the rounds.
   *
   * @param rate texts a second
   * @param ratio p99 with training over p99 without, the median of the rounds' ratios
   * @param steps that the trainer made a second meanwhile
   */
  public record Report(
      double rate,
      int rounds,
      double p50Without,
      double p99Without,
      double p50With,
      double p99With,
      double ratio,
      double steps) {}

  private record Round(
      PipelineLoad.Measurement without, PipelineLoad.Measurement with, double steps) {}

  public LearningBench(ChainNote chain, Console console, Plan plan) {
    this.chain = chain;
    this.console = console;
    this.plan = plan;
  }

  /**
   * Runs the plan.
   *
   * @param texts to annotate, over and over when they are fewer than it asks for
   */
  public Report run(List<String> texts) {
    var services = new ServiceInfo(chain);
    try (var client = ChainClient.connect(chain.kafka())) {
      var load = new PipelineLoad(client, plan.task(), texts);
      load.saturate(plan.texts(), n -> console.progress("warm-up", (double) n / plan.texts()));
      double most = load.saturate(plan.texts(), n -> {}).textsPerSecond();
      double rate = LOAD * most;
      console.done(String.format(Locale.ROOT, "the chain does %.1f texts/s; now %.1f", most, rate));
      List<Round> rounds = new ArrayList<>();
      for (int i = 1; i <= plan.rounds(); i++) {
        Round round = round(client, services, load, rate, i);
        rounds.add(round);
        console.done(
            String.format(
                Locale.ROOT,
                "round %d: p99 %.0f ms without training, %.0f ms beside %.2f steps/s",
                i,
                round.without().p99Millis(),
                round.with().p99Millis(),
                round.steps()));
      }
      return report(rate, rounds);
    }
  }

  private Round round(
      ChainClient client, ServiceInfo services, PipelineLoad load, double rate, int number) {
    int count = (int) Math.round(rate * plan.seconds());
    var without = load.pace(count, rate, n -> show(number, "without training", n, count));
    String learner = learner(client, number);
    try {
      int before = awaitSteps(services, learner);
      long started = System.nanoTime();
      var with = load.pace(count, rate, n -> show(number, "beside training", n, count));
      double seconds = (System.nanoTime() - started) / 1e9;
      int after = services.training(learner).map(ServiceInfo.Training::step).orElse(before);
      return new Round(without, with, (after - before) / seconds);
    } finally {
      end(client, services, learner);
    }
  }

  /** A task that begins to learn at once, and does not end by itself. */
  private String learner(ChainClient client, int number) {
    TaskDefinition shipped = client.tasks().get(plan.task());
    String name = "bench-learner-" + Long.toString(System.nanoTime(), 36) + "-" + number;
    var learning =
        shipped.learning().change().minExamples(LABELS).steps(STEPS).promote("always").done();
    client.put(shipped.named(name).learning(learning));
    try (var run = new FeedbackRun(client, (id, letter) -> {})) {
      feedback(name).forEach(run::send);
      run.awaitAll(PATIENCE);
    }
    return name;
  }

  private static List<Feedback> feedback(String task) {
    List<Feedback> labels = new ArrayList<>();
    for (LabelledSet.Row row : LabelledSet.shipped().rows().subList(0, LABELS)) {
      labels.add(
          Feedback.label(task + "-" + labels.size(), task, row.label(), row.text(), row.textB()));
    }
    return labels;
  }

  private static int awaitSteps(ServiceInfo services, String task) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      int steps = services.training(task).map(ServiceInfo.Training::step).orElse(0);
      if (steps > 2) {
        return steps;
      }
      Pause.millis(100);
    }
    throw new IllegalStateException("the trainer has not begun; its /info says why");
  }

  private void end(ChainClient client, ServiceInfo services, String task) {
    client.put(new Control(task, true, null, "the bench is over", Instant.now()));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (services.training(task).isPresent() && System.nanoTime() < deadline) {
      Pause.millis(100);
    }
    Forgetting.of(client, task, feedback(task).stream().map(Feedback::id).toList());
    client.removeControl(task);
  }

  private Report report(double rate, List<Round> rounds) {
    return new Report(
        rate,
        rounds.size(),
        median(rounds.stream().map(r -> r.without().p50Millis()).toList()),
        median(rounds.stream().map(r -> r.without().p99Millis()).toList()),
        median(rounds.stream().map(r -> r.with().p50Millis()).toList()),
        median(rounds.stream().map(r -> r.with().p99Millis()).toList()),
        median(rounds.stream().map(r -> r.with().p99Millis() / r.without().p99Millis()).toList()),
        median(rounds.stream().map(Round::steps).toList()));
  }

  private void show(int round, String what, int done, int of) {
    console.progress("round " + round + ", " + what, (double) done / of);
  }

  private static double median(List<Double> values) {
    return Median.of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}

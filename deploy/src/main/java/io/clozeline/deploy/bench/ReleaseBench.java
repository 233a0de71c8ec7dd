package io.clozeline.deploy.bench;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.Latencies;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.evaluate.LabelledSet;
import io.clozeline.deploy.evaluate.LabelledSet.Row;
import io.clozeline.deploy.feedback.FeedbackRun;
import io.clozeline.deploy.feedback.Forgetting;
import io.clozeline.deploy.launch.Pause;
import io.clozeline.events.Feedback;
import io.clozeline.events.Release;
import io.clozeline.events.task.TaskDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How soon a correction counts: from the last label that a task waits for to the first annotation
 * under the new adapter; and from a release, which rollback is too, to the first annotation under
 * it. Texts flow meanwhile.
 */
public final class ReleaseBench {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long BETWEEN_MILLIS = 700;
  private static final int PER_LABEL = 16;
  private static final long SEED = 1;

  private final ChainClient client;
  private final Console console;
  private final Plan plan;
  private final Latencies lessons = new Latencies();
  private final Latencies training = new Latencies();
  private final Latencies rest = new Latencies();
  private final Latencies switches = new Latencies();
  private int texts;
  private int refused;
  private int stale;

  /**
   * What to measure.
   *
   * @param lessons how often a task learns from its labels
   * @param switches how often another adapter goes live
   * @param rate texts a second meanwhile
   */
  public record Plan(int lessons, int switches, double rate) {}

  /**
   * What was measured, in milliseconds.
   *
   * @param labels of a lesson
   * @param lesson from the last label to the first annotation under the new adapter
   * @param training the run itself, the publication left out
   * @param rest the lesson without it
   * @param release from a release to the first annotation under it
   * @param stale texts that were answered by another adapter although one sent before them had been
   *     answered by the new one
   */
  public record Report(
      int labels,
      Quantiles lesson,
      Quantiles training,
      Quantiles rest,
      Quantiles release,
      int texts,
      int refused,
      int stale) {}

  /** Some of them. */
  public record Quantiles(int count, double p50, double p99, double most) {
    private static Quantiles of(Latencies times) {
      return new Quantiles(times.count(), times.millis(0.5), times.millis(0.99), times.millis(1));
    }
  }

  public ReleaseBench(ChainClient client, Console console, Plan plan) {
    this.client = client;
    this.console = console;
    this.plan = plan;
  }

  /**
   * Runs the plan; leaves nothing behind.
   *
   * @param shipped the task whose likes learn
   */
  public Report run(TaskDefinition shipped) throws InterruptedException {
    LabelledSet all = LabelledSet.shipped();
    LabelledSet shots = all.shots(PER_LABEL, SEED);
    List<Row> labels = shots.rows();
    List<String> flow = all.without(shots).rows().stream().map(Row::text).toList();
    for (int i = 1; i <= plan.lessons(); i++) {
      boolean last = i == plan.lessons();
      learner(shipped, labels, flow, last ? plan.switches() : 0);
      console.done(
          String.format(
              Locale.ROOT,
              "lesson %d of %d: %.1f s",
              i,
              plan.lessons(),
              lessons.millis(0.5) / 1e3));
    }
    return new Report(
        labels.size(),
        Quantiles.of(lessons),
        Quantiles.of(training),
        Quantiles.of(rest),
        Quantiles.of(switches),
        texts,
        refused,
        stale);
  }

  private void learner(TaskDefinition shipped, List<Row> labels, List<String> flow, int changes)
      throws InterruptedException {
    String task = "bench-release-" + Long.toString(System.nanoTime(), 36);
    var learning = shipped.learning().change().minExamples(labels.size()).promote("always").done();
    client.put(shipped.named(task).learning(learning));
    List<Feedback> said = said(task, labels);
    var steady = new SteadyTexts(client, task, flow, plan.rate());
    try {
      Release live = lesson(task, said, steady);
      for (int i = 0; i < changes; i++) {
        change(live, i % 2 == 0 ? Optional.empty() : Optional.of(live.digest()), steady);
        console.progress("releases", (i + 1.0) / changes);
      }
      client.put(live);
    } finally {
      steady.close();
      texts += steady.annotated();
      refused += steady.refused();
      stale += steady.stale();
      Forgetting.of(client, task, said.stream().map(Feedback::id).toList());
    }
  }

  private Release lesson(String task, List<Feedback> said, SteadyTexts steady)
      throws InterruptedException {
    try (var run = new FeedbackRun(client, (id, letter) -> {})) {
      said.subList(0, said.size() - 1).forEach(run::send);
      run.awaitAll(PATIENCE);
      steady.watch(Optional::isPresent);
      run.send(said.get(said.size() - 1));
      run.awaitAll(PATIENCE);
    }
    console.waiting("learning from " + said.size() + " labels");
    Duration took = steady.awaitWatched(PATIENCE);
    Release live = client.releases().get(task);
    var trained = Duration.ofNanos((long) (1e9 * live.metrics().getOrDefault("seconds", 0.0)));
    lessons.add(took);
    training.add(trained);
    rest.add(took.minus(trained));
    return live;
  }

  /** Makes another one live, by a pointer. */
  private void change(Release live, Optional<String> adapter, SteadyTexts steady)
      throws InterruptedException {
    var release =
        new Release(
            live.task(),
            adapter.orElse(null),
            adapter.isPresent() ? null : live.digest(),
            null,
            "for the bench",
            live.examples(),
            live.trainedThrough(),
            Instant.now());
    steady.watch(adapter::equals);
    client.put(release);
    switches.add(steady.awaitWatched(PATIENCE));
    Pause.millis(BETWEEN_MILLIS);
  }

  private static List<Feedback> said(String task, List<Row> labels) {
    List<Feedback> said = new ArrayList<>();
    for (Row row : labels) {
      String id = task + "-" + said.size();
      said.add(Feedback.label(id, task, row.label(), row.text(), row.textB()));
    }
    return said;
  }
}

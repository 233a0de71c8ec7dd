package io.clozeline.deploy.evaluate;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.evaluate.kind.KindScoring;
import io.clozeline.deploy.evaluate.kind.Scorings;
import io.clozeline.deploy.feedback.FeedbackRun;
import io.clozeline.deploy.launch.Pause;
import io.clozeline.deploy.launch.ServiceInfo;
import io.clozeline.events.Feedback;
import io.clozeline.events.Release;
import io.clozeline.events.task.TaskDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The training rows of a run into the chain as feedback, and the wait until it has learnt. */
final class Training {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration LIMIT = Duration.ofHours(48);

  /** An evaluation learns from all rows that it is given. */
  private static final int ALL_ROWS = 1_000_000;

  private final ChainClient client;
  private final ServiceInfo services;
  private final Console console;
  private final TaskDefinition task;
  private final List<Feedback> feedback = new ArrayList<>();
  private int leftOut;
  private double minutes;

  /**
   * Reads the rows of {@code plan} as feedback.
   *
   * @throws IllegalArgumentException when a row does not say what the task needs, or none does
   */
  Training(ChainClient client, ServiceInfo services, Console console, Plan plan) {
    this.client = client;
    this.services = services;
    this.console = console;
    this.task = plan.task();
    KindScoring scoring = Scorings.of(task.kind());
    for (var item : plan.train().items()) {
      String id = task.name() + "-train-" + feedback.size();
      Optional<Feedback> row = scoring.feedback(id, task, item);
      row.ifPresentOrElse(feedback::add, () -> leftOut++);
    }
    if (feedback.size() < 2) {
      throw new IllegalArgumentException("fewer than two rows can be learnt from");
    }
  }

  /** The task, set to start to learn when every row is there. */
  TaskDefinition task() {
    return startingAt(feedback.size());
  }

  /**
   * Feeds back; when this returns, the encoder computes with the adapter that has learnt.
   *
   * @throws IllegalStateException when the trainer gives no sign any more
   */
  void run() {
    long started = System.nanoTime();
    int taken = send();
    var watch = new TrainingWatch(services, console, task.name());
    Release release =
        client
            .awaitRelease(task.name(), r -> r.digest() != null, LIMIT, watch::look)
            .orElseThrow(() -> new IllegalStateException("no release came"));
    awaitEncoder(release.digest());
    minutes = (System.nanoTime() - started) / 60e9;
    console.done(
        String.format(
            Locale.ROOT, "learnt from %d rows in %.1f min: %s", taken, minutes, release.reason()));
  }

  int taken() {
    return feedback.size();
  }

  int leftOut() {
    return leftOut;
  }

  double minutes() {
    return minutes;
  }

  List<String> ids() {
    return feedback.stream().map(Feedback::id).toList();
  }

  private int send() {
    List<String> refused = new ArrayList<>();
    try (var run =
        new FeedbackRun(
            client,
            (id, letter) -> {
              refused.add(id);
              console.say("  ✗ " + id + ": " + letter.code().text() + ": " + letter.cause());
            })) {
      feedback.forEach(run::send);
      run.awaitAll(PATIENCE);
    }
    console.done("fed back " + feedback.size() + " rows, " + refused.size() + " refused");
    if (!refused.isEmpty()) {
      leftOut += refused.size();
      feedback.removeIf(row -> refused.contains(row.id()));
      client.put(startingAt(feedback.size()));
    }
    return feedback.size();
  }

  private void awaitEncoder(String digest) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!services.adapter(task.name()).filter(digest::equals).isPresent()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the encoder has not switched to the new adapter in time");
      }
      Pause.millis(50);
    }
  }

  private TaskDefinition startingAt(int examples) {
    TaskDefinition waiting = new Overrides().minExamples(Math.max(2, examples)).on(task);
    return waiting.learning(waiting.learning().change().promote("always").replay(ALL_ROWS).done());
  }
}

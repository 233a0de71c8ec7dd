package io.clozeline.deploy.demo;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.evaluate.LabelledSet;
import io.clozeline.deploy.evaluate.LabelledSet.Row;
import io.clozeline.deploy.feedback.FeedbackRun;
import io.clozeline.deploy.launch.Pause;
import io.clozeline.deploy.launch.ServiceInfo;
import io.clozeline.events.Feedback;
import io.clozeline.events.Release;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Labels into the chain, and the wait until what was learnt from them is live. */
final class Lesson {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TRAINING = Duration.ofSeconds(180);
  private static final long LOOK_NANOS = 250_000_000;

  private final ChainClient client;
  private final Console console;
  private final ServiceInfo services;
  private final String task;
  private long lastLook;

  Lesson(ChainClient client, Console console, ServiceInfo services, String task) {
    this.client = client;
    this.console = console;
    this.services = services;
    this.task = task;
  }

  /** The ids under which the labels of {@code rows} are fed back. */
  static List<String> ids(String task, LabelledSet rows) {
    List<String> ids = new ArrayList<>();
    for (int i = 1; i <= rows.rows().size(); i++) {
      ids.add(task + "-label-" + i);
    }
    return ids;
  }

  /**
   * Feeds the labels of {@code rows} back; when this returns, the encoder computes with the new
   * adapter.
   *
   * @throws IllegalStateException when that does not happen in time
   */
  Release teach(LabelledSet rows) {
    long started = System.nanoTime();
    feedBack(rows);
    int examples = rows.rows().size();
    Release release =
        client
            .awaitRelease(
                task, r -> r.digest() != null && r.examples() >= examples, TRAINING, this::show)
            .orElseThrow(() -> late("no release came"));
    awaitEncoder(release.digest());
    console.done(
        String.format(
            Locale.ROOT,
            "adapter %s is live %.1f s after the first label, without a restart",
            release.digest().substring(0, 12),
            (System.nanoTime() - started) / 1e9));
    return release;
  }

  private void feedBack(LabelledSet rows) {
    List<String> ids = ids(task, rows);
    try (var run =
        new FeedbackRun(client, (id, letter) -> console.say("  ✗ " + id + ": " + letter.cause()))) {
      for (int i = 0; i < ids.size(); i++) {
        Row row = rows.rows().get(i);
        run.send(Feedback.label(ids.get(i), task, row.label(), row.text(), row.textB()));
      }
      run.awaitAll(PATIENCE);
      if (run.refused() > 0) {
        throw new IllegalStateException(run.refused() + " labels were refused");
      }
      console.done(run.taken() + " labels fed back");
    }
  }

  private void show() {
    if (System.nanoTime() - lastLook < LOOK_NANOS) {
      return;
    }
    lastLook = System.nanoTime();
    services
        .training(task)
        .filter(run -> run.of() > 0)
        .ifPresentOrElse(
            run ->
                console.progress(
                    "training",
                    (double) run.step() / run.of(),
                    String.format(
                        Locale.ROOT, "step %d of %d, loss %.3f", run.step(), run.of(), run.loss())),
            () -> console.waiting("waiting for the trainer"));
  }

  private void awaitEncoder(String digest) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!services.adapter(task).filter(digest::equals).isPresent()) {
      if (System.nanoTime() > deadline) {
        throw late("the encoder has not switched to the adapter");
      }
      Pause.millis(20);
    }
  }

  private static IllegalStateException late(String what) {
    return new IllegalStateException(
        what + " in time; \"clozeline status\" and the logs in the home's logs folder say more");
  }
}

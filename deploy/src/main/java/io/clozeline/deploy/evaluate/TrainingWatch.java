package io.clozeline.deploy.evaluate;

import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.launch.ServiceInfo;
import java.time.Duration;
import java.util.Locale;

/** Shows how a training run goes, and notices when nothing goes on any more. */
final class TrainingWatch {
  private static final Duration SILENCE = Duration.ofMinutes(20);
  private static final String FAILED = "failed-before";
  private static final long LOOK_NANOS = 1_000_000_000L;

  private final ServiceInfo services;
  private final Console console;
  private final String task;
  private final long started = System.nanoTime();
  private long lastLook;
  private long lastSign = System.nanoTime();
  private ServiceInfo.Training last;

  TrainingWatch(ServiceInfo services, Console console, String task) {
    this.services = services;
    this.console = console;
    this.task = task;
  }

  /**
   * Looks once a second, however often it is called.
   *
   * @throws IllegalStateException when the run failed, or the trainer has not moved for a long time
   */
  void look() {
    long now = System.nanoTime();
    if (now - lastLook < LOOK_NANOS) {
      return;
    }
    lastLook = now;
    var run = services.training(task);
    if (run.isPresent() && !run.get().equals(last)) {
      last = run.get();
      lastSign = now;
    }
    if (now - lastSign > SILENCE.toNanos()) {
      throw new IllegalStateException(
          "nothing was learnt for "
              + SILENCE.toMinutes()
              + " minutes; the trainer's log and its /info say why");
    }
    refuseFailure();
    show(run.isPresent(), (now - started) / 60_000_000_000L);
  }

  /** It would try again with the next example, which nobody sends. */
  private void refuseFailure() {
    if (services.standing(task).filter(s -> FAILED.equals(s.verdict())).isPresent()) {
      throw new IllegalStateException("the training run failed; the trainer's log says why");
    }
  }

  private void show(boolean running, long minutes) {
    if (!running || last.of() == 0) {
      console.waiting("waiting for the trainer, " + minutes + " min");
      return;
    }
    String loss = last.loss() > 0 ? String.format(Locale.ROOT, ", loss %.3f", last.loss()) : "";
    console.progress(
        last.phase().isEmpty() ? "training" : last.phase(),
        (double) last.step() / last.of(),
        "step " + last.step() + " of " + last.of() + loss + ", " + minutes + " min");
  }
}

package io.clozeline.trainer.run;

import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.bert.training.TrainingPlan;
import io.clozeline.events.Release;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.examples.TrainingSet;
import io.clozeline.trainer.plan.Planner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains one task on one set of examples and makes the adapter live. */
public final class Run {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  private final Engine engine;
  private final Planner planner;
  private final Publication publication;
  private final Deference deference;
  private final RunListener listener;
  private final Clock clock;

  public Run(
      Engine engine,
      Planner planner,
      Publication publication,
      Deference deference,
      RunListener listener,
      Clock clock) {
    this.engine = Objects.requireNonNull(engine);
    this.planner = Objects.requireNonNull(planner);
    this.publication = Objects.requireNonNull(publication);
    this.deference = Objects.requireNonNull(deference);
    this.listener = Objects.requireNonNull(listener);
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * Trains {@code task} on {@code set}; does not throw.
   *
   * @param live what is live now, null for the base model
   * @param stopped true once the service goes down
   */
  public Outcome train(Task task, TrainingSet set, Release live, BooleanSupplier stopped) {
    long started = System.nanoTime();
    Outcome outcome;
    try {
      outcome = attempt(task, set, live, stopped);
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      outcome = stopped.getAsBoolean() ? Outcome.STOPPED : Outcome.FAILED;
      if (outcome == Outcome.FAILED) {
        LOG.error("A training run failed: task={}", task.name(), e);
      }
    } finally {
      listener.running(null);
    }
    var took = Duration.ofNanos(System.nanoTime() - started);
    listener.ended(task.name(), outcome, took);
    LOG.info(
        "A training run ended: task={} outcome={} milliseconds={}",
        task.name(),
        outcome.text(),
        took.toMillis());
    return outcome;
  }

  private Outcome attempt(Task task, TrainingSet set, Release live, BooleanSupplier stopped) {
    long started = System.nanoTime();
    TrainingPlan plan = planner.plan(task.definition().learning(), set, seed(task, set));
    LOG.info(
        "A training run starts: task={} examples={} new={} leftOut={} sequences={} steps={}",
        task.name(),
        set.tally().examples(),
        set.tally().fresh(),
        set.tally().leftOut(),
        set.sequences().size(),
        plan.steps());
    var progress = new RunProgress(start(task, set, plan), deference, listener, stopped);
    byte[] adapter = engine.train(task, set.sequences(), plan, progress);
    if (stopped.getAsBoolean()) {
      throw new TrainingStopped();
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    var release = release(task, set, live, AdapterFile.digest(adapter), metrics(progress, seconds));
    return publication.publish(adapter, release, live) ? Outcome.PUBLISHED : Outcome.SUPERSEDED;
  }

  private RunState start(Task task, TrainingSet set, TrainingPlan plan) {
    return new RunState(task.name(), set.tally().examples(), 0, plan.steps(), 0, now());
  }

  private Release release(
      Task task, TrainingSet set, Release live, String digest, Map<String, Double> metrics) {
    var tally = set.tally();
    return new Release(
        task.name(),
        digest,
        live == null ? null : live.digest(),
        metrics,
        "Trained on " + tally.examples() + " examples, " + tally.fresh() + " of them new.",
        tally.examples(),
        tally.newest(),
        now());
  }

  private static Map<String, Double> metrics(RunProgress progress, double seconds) {
    return Map.of(
        "loss",
        progress.finalLoss(),
        "seconds",
        seconds,
        "rested",
        progress.rested().toMillis() / 1e3,
        "steps",
        (double) progress.steps());
  }

  /** The same after a restart, so that a run that is made again gives the same adapter. */
  private static long seed(Task task, TrainingSet set) {
    return 31L * task.name().hashCode() + set.tally().newest();
  }

  private Instant now() {
    return clock.instant();
  }
}

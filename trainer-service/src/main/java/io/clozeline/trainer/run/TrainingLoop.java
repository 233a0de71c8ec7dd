package io.clozeline.trainer.run;

import io.clozeline.events.Decision;
import io.clozeline.events.Release;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.engine.Engine;
import io.clozeline.trainer.examples.ExampleMemory;
import io.clozeline.trainer.examples.MemoryNotReady;
import io.clozeline.trainer.examples.Tally;
import io.clozeline.trainer.examples.TrainingSet;
import io.clozeline.trainer.policy.Rota;
import io.clozeline.trainer.policy.Verdict;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every task again and again and trains one at a time, in a thread of its own. What it
 * decides follows from the topics alone, so a restart decides the same.
 */
public final class TrainingLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingLoop.class);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final Catalogue catalogue;
  private final ExampleMemory memory;
  private final Outlook outlook;
  private final Standings standings;
  private final Engine engine;
  private final Run run;
  private final Probation probation;
  private final Shadowing shadowing;
  private final Duration keepOpen;
  private final Rota rota = new Rota();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::loop, "trainer");
  private long lastRun = System.nanoTime();

  /**
   * A loop that is not started yet.
   *
   * @param keepOpen how long the engine keeps its memory after a run
   */
  public TrainingLoop(
      Catalogue catalogue,
      ExampleMemory memory,
      Outlook outlook,
      Standings standings,
      Engine engine,
      Run run,
      Probation probation,
      Shadowing shadowing,
      Duration keepOpen) {
    this.catalogue = Objects.requireNonNull(catalogue);
    this.memory = Objects.requireNonNull(memory);
    this.outlook = Objects.requireNonNull(outlook);
    this.standings = Objects.requireNonNull(standings);
    this.engine = Objects.requireNonNull(engine);
    this.run = Objects.requireNonNull(run);
    this.probation = Objects.requireNonNull(probation);
    this.shadowing = Objects.requireNonNull(shadowing);
    this.keepOpen = Objects.requireNonNull(keepOpen);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  public boolean alive() {
    return thread.isAlive();
  }

  /** Ends the run under way after its current step. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(STOP_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("The training run has not ended in time and is left behind");
    }
  }

  /** Trains the task whose turn it is, if there is one. */
  void tick() {
    if (!catalogue.complete()) {
      return;
    }
    catalogue.tasks().values().forEach(this::watch);
    var due = catalogue.tasks().values().stream().filter(this::due).map(Task::name).toList();
    rota.next(due).ifPresentOrElse(this::train, this::rest);
  }

  private void watch(Task task) {
    if (!catalogue.frozen(task.name())) {
      Release live = catalogue.live(task.name());
      Decision decided = catalogue.decided(task.name());
      if (probation.check(task, live, decided).isEmpty()) {
        shadowing.check(task, live, decided);
      }
    }
  }

  private boolean due(Task task) {
    Tally tally = outlook.of(task, catalogue.consideredThrough(task.name()));
    return standings.judge(task, tally, catalogue) == Verdict.TRAIN;
  }

  private void train(String name) {
    if (!catalogue.awaitCurrent()) {
      LOG.warn("A training run waits until tasks and releases can be read: task={}", name);
      return;
    }
    Task task = catalogue.tasks().get(name);
    if (task == null) {
      return; // deleted a moment ago
    }
    Release live = catalogue.live(name);
    var set = TrainingSet.of(memory, task, catalogue.consideredThrough(name));
    if (standings.judge(task, set.tally(), catalogue) != Verdict.TRAIN) {
      return; // what was counted before has changed
    }
    LOG.info(
        "A run is due: task={} new={} cues={}",
        name,
        set.tally().fresh(),
        standings.cues(task, catalogue));
    standings.started(task);
    var outcome =
        run.train(
            task, set, live, catalogue.decided(name), () -> stopped() || catalogue.frozen(name));
    standings.ended(task, set.tally().newest(), outcome);
    lastRun = System.nanoTime();
    if (outcome == Outcome.FAILED) {
      engine.rest(); // the next run opens it afresh
    }
  }

  private void rest() {
    if (System.nanoTime() - lastRun > keepOpen.toNanos()) {
      engine.rest();
      lastRun = System.nanoTime();
    }
  }

  private void loop() {
    while (!stopped()) {
      pause(step() ? TICK : AFTER_FAULT);
    }
    engine.rest();
  }

  private boolean step() {
    try {
      tick();
      return true;
    } catch (MemoryNotReady wait) {
      LOG.debug("Waiting for the examples: cause={}", wait.getMessage());
      return true;
    } catch (RuntimeException fault) {
      LOG.error("Looking at the tasks met a fault of this service", fault);
      return false;
    }
  }

  private boolean stopped() {
    return stop.getCount() == 0;
  }

  private void pause(Duration duration) {
    try {
      stop.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stop.countDown();
    }
  }
}

package io.clozeline.trainer.run;

import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.bert.training.TrainingPlan;
import io.clozeline.events.Decision;
import io.clozeline.events.Release;
import io.clozeline.events.Rung;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.engine.Engine;
import io.clozeline.trainer.examples.ExampleMemory;
import io.clozeline.trainer.examples.HeldOut;
import io.clozeline.trainer.examples.MemoryNotReady;
import io.clozeline.trainer.examples.TrainingSet;
import io.clozeline.trainer.gate.Judgement;
import io.clozeline.trainer.gate.Promotion;
import io.clozeline.trainer.kind.KindTrainings;
import io.clozeline.trainer.pet.Distillation;
import io.clozeline.trainer.plan.Planner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains one task on one set of examples and makes what is best live. */
public final class Run {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  private static final Duration MEMORY_PAUSE = Duration.ofMillis(200);

  private final Engine engine;
  private final Planner planner;
  private final Curriculum curriculum;
  private final Challenge challenge;
  private final ExampleMemory memory;
  private final Publication publication;
  private final Deference deference;
  private final RunListener listener;
  private final Clock clock;

  public Run(
      Engine engine,
      Planner planner,
      Curriculum curriculum,
      Challenge challenge,
      ExampleMemory memory,
      Publication publication,
      Deference deference,
      RunListener listener,
      Clock clock) {
    this.engine = Objects.requireNonNull(engine);
    this.planner = Objects.requireNonNull(planner);
    this.curriculum = Objects.requireNonNull(curriculum);
    this.challenge = Objects.requireNonNull(challenge);
    this.memory = Objects.requireNonNull(memory);
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
    return train(task, set, live, null, stopped);
  }

  /**
   * The same.
   *
   * @param decided the last decision about the task, null for none
   */
  public Outcome train(
      Task task, TrainingSet set, Release live, Decision decided, BooleanSupplier stopped) {
    long started = System.nanoTime();
    Outcome outcome;
    try {
      outcome = attempt(task, set, live, decided, stopped);
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

  private Outcome attempt(
      Task task, TrainingSet set, Release live, Decision decided, BooleanSupplier stopped) {
    long started = System.nanoTime();
    LOG.info(
        "A training run starts: task={} examples={} new={} leftOut={}",
        task.name(),
        set.tally().examples(),
        set.tally().fresh(),
        set.tally().leftOut());
    var progress = new RunProgress(start(task, set), deference, listener, stopped);
    HeldOut parts = parts(task, set);
    TrainingSet training = set.of(parts.training());
    long seed = seed(task, set);
    Apart apart = curriculum.test(task, training, parts.apart(), seed);
    Climb climb =
        new Climb(
            task,
            live,
            (rung, shown) -> train(rung, shown, task, training, seed, progress),
            new Contest(challenge, task, apart, progress),
            progress);
    Contender best = climb.best(training.examples().size(), decided);
    Judgement judgement =
        challenge.judge(task, training.examples().size(), apart, best, live, progress);
    if (erased(task, training, stopped)) {
      return Outcome.ERASED;
    }
    boolean shadowed = judgement.promoted() && !best.based() && shadowed(task, live);
    Decision decision = decision(task, training, live, best, judgement, shadowed);
    if (!judgement.promoted()) {
      LOG.info("The champion stays: task={} reason={}", task.name(), judgement.reason());
      return publication.keep(decision, live) ? Outcome.KEPT : Outcome.SUPERSEDED;
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    Release next = release(task, training, live, best, seconds);
    Release release = shadowed ? Shadowing.start(task, live, next) : next;
    return publication.publish(best.adapter(), release, decision, live)
        ? Outcome.PUBLISHED
        : Outcome.SUPERSEDED;
  }

  /** Where nothing answers yet, there is nothing to ride along with. */
  private static boolean shadowed(Task task, Release live) {
    boolean answered = task.definition().prompted() || (live != null && live.digest() != null);
    return task.definition().learning().shadow() != null && answered;
  }

  /** A task that promotes every adapter tests none, and learns from all examples. */
  private static HeldOut parts(Task task, TrainingSet set) {
    return Challenge.promotion(task) == Promotion.ALWAYS
        ? HeldOut.none(set)
        : HeldOut.of(set, KindTrainings.of(task).fewestLabels());
  }

  /** Whether the adapter has learnt from what must not be learnt from any more. */
  private boolean erased(Task task, TrainingSet training, BooleanSupplier stopped) {
    while (true) {
      if (stopped.getAsBoolean()) {
        throw new TrainingStopped();
      }
      try {
        int erased = training.erased(memory, task);
        if (erased > 0) {
          LOG.info("Examples were erased during the run: task={} erased={}", task.name(), erased);
        }
        return erased > 0;
      } catch (MemoryNotReady wait) {
        LOG.debug("Waiting for the examples: cause={}", wait.getMessage());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(MEMORY_PAUSE.toMillis());
    } catch (InterruptedException e) {
      throw new TrainingStopped();
    }
  }

  private Decision decision(
      Task task,
      TrainingSet training,
      Release live,
      Contender best,
      Judgement judgement,
      boolean shadowed) {
    boolean chosen = best.shown() && task.choosesDemonstrations();
    String reason = (chosen ? "With demonstrations. " : "") + judgement.reason();
    Decision.Outcome promoted = shadowed ? Decision.Outcome.SHADOWED : Decision.Outcome.PROMOTED;
    return new Decision(
        task.name(),
        judgement.promoted() ? promoted : Decision.Outcome.KEPT,
        live == null ? null : live.digest(),
        best.digest(),
        Challenge.test(judgement.overall()),
        Challenge.test(judgement.recent()),
        training.examples().size(),
        training.tally().newest(),
        shadowed ? Shadowing.reason(task, reason) : reason,
        now());
  }

  private Contender train(
      Rung rung, boolean shown, Task task, TrainingSet set, long seed, RunProgress progress) {
    Task learnt = shown ? task : task.withoutDemonstrations();
    Material material = curriculum.of(learnt, set, seed, progress);
    byte[] adapter = train(rung, learnt, material, seed, progress);
    return new Contender(rung, shown, adapter, metrics(progress, material.distillation()));
  }

  private byte[] train(Rung rung, Task task, Material material, long seed, RunProgress progress) {
    List<LabelledSequence> lessons = Ladder.lessons(rung, task, material.sequences());
    TrainingPlan plan =
        planner.plan(task.definition().learning(), lessons, material.taught(), seed);
    LOG.info(
        "Training: task={} sequences={} steps={}",
        task.name(),
        material.sequences().size(),
        plan.steps());
    return engine.train(Ladder.on(rung, task), lessons, plan, progress);
  }

  private RunState start(Task task, TrainingSet set) {
    return new RunState(task.name(), set.tally().examples(), null, 0, 0, 0, now());
  }

  private Release release(
      Task task, TrainingSet set, Release live, Contender best, double seconds) {
    Map<String, Double> metrics = new TreeMap<>(best.metrics());
    metrics.put("seconds", seconds);
    boolean trained = !best.based();
    Release release =
        new Release(
            task.name(),
            best.digest(),
            live == null ? null : live.digest(),
            metrics,
            reason(set, best),
            trained ? set.examples().size() : 0,
            set.tally().newest(),
            now(),
            trained ? set.firstOffset() : null,
            trained ? set.digest() : null,
            best.rung(),
            null);
    return task.choosesDemonstrations() ? release.showing(best.shown(), task.shows(live)) : release;
  }

  private static String reason(TrainingSet set, Contender best) {
    String of = set.examples().size() + (apart(set) ? " of " + set.tally().examples() : "");
    if (best.based()) {
      return "The base model, shown demonstrations of " + of + " examples.";
    }
    Double texts = best.metrics().get(Standings.UNLABELLED);
    return "Trained on "
        + of
        + " examples, "
        + set.tally().fresh()
        + " of them new"
        + (texts == null ? "." : ", and " + texts.intValue() + " texts without labels.");
  }

  private static boolean apart(TrainingSet training) {
    return training.examples().size() < training.tally().examples();
  }

  private static Map<String, Double> metrics(RunProgress progress, Distillation distillation) {
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("loss", progress.finalLoss());
    metrics.put("rested", progress.rested().toMillis() / 1e3);
    metrics.put("steps", (double) progress.steps());
    if (distillation != null) {
      metrics.put(Standings.UNLABELLED, (double) distillation.texts());
      metrics.put("generations", (double) distillation.generations());
      metrics.put("agreement", distillation.agreement());
    }
    return metrics;
  }

  /** The same after a restart, so that a run that is made again gives the same adapter. */
  private static long seed(Task task, TrainingSet set) {
    return 31L * task.name().hashCode() + set.tally().newest();
  }

  private Instant now() {
    return clock.instant();
  }
}

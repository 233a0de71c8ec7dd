package io.clozeline.trainer.run;

import io.clozeline.events.Decision;
import io.clozeline.events.Release;
import io.clozeline.events.Rung;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.engine.RunPhases;

/**
 * Finds what a run sends to the gate: an adapter for where the live release stands, or whatever
 * else has surely proved better than it. Where demonstrations are weighed, the one without them has
 * nothing to prove.
 */
final class Climb {
  /** Trains an adapter for a rung, with demonstrations or without. */
  @FunctionalInterface
  interface Training {
    Contender train(Rung rung, boolean shown);
  }

  private final Task task;
  private final Release live;
  private final Training training;
  private final Contest contest;
  private final RunPhases progress;

  /**
   * @param live null for the base model
   */
  Climb(Task task, Release live, Training training, Contest contest, RunPhases progress) {
    this.task = task;
    this.live = live;
    this.training = training;
    this.contest = contest;
    this.progress = progress;
  }

  /**
   * The best of what is tried.
   *
   * @param examples that the run learns from
   * @param decided the last decision about the task, null for none
   */
  Contender best(int examples, Decision decided) {
    Rung rung = Ladder.standing(task, live);
    Contender best = training.train(rung, rung == Rung.PROMPT && task.shows(live));
    boolean grown = contest.tells() && Ladder.triesDemonstrations(task, rung, examples, decided);
    if (grown) {
      progress.phase(best.shown() ? "trying without demonstrations" : "trying demonstrations");
      best = either(best, training.train(rung, !best.shown()));
    }
    if (Ladder.triesOther(task, examples, decided)) {
      progress.phase("trying another head");
      best = contest.surer(best, training.train(Ladder.other(rung), false));
    }
    return triesBase(grown) ? orBase(best) : best;
  }

  private Contender either(Contender one, Contender other) {
    return one.shown() ? contest.surer(other, one) : contest.surer(one, other);
  }

  /** Not where it is live, nor at each run once an adapter is. */
  private boolean triesBase(boolean grown) {
    boolean based = live == null || live.digest() == null;
    boolean due = based ? contest.tells() && !task.shows(live) : grown;
    return due && task.choosesDemonstrations();
  }

  /** The base model with demonstrations, if they do it good and no adapter comes near it. */
  private Contender orBase(Contender best) {
    progress.phase("showing demonstrations to the base model");
    Contender shown = Contender.base(true);
    boolean good = contest.surer(Contender.base(false), shown) == shown;
    return good ? contest.surer(best, shown) : best;
  }
}

package io.clozeline.trainer.run;

import io.clozeline.events.Challenger;
import io.clozeline.events.Decision;
import io.clozeline.events.Release;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.gate.Gate;
import io.clozeline.trainer.gate.Judgement;
import io.clozeline.trainer.gate.Promotion;
import io.clozeline.trainer.gate.Tested;
import io.clozeline.trainer.prequential.Figures;
import io.clozeline.trainer.prequential.Pair;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about a challenger that rides along, once people have spoken about enough documents that
 * both it and the live adapter have answered. It has passed the gate before, so it only must not be
 * worse.
 */
public final class Shadowing {
  private static final Logger LOG = LoggerFactory.getLogger(Shadowing.class);

  /** Documents that both have answered and that have a label. */
  static final int ENOUGH = 40;

  private final Figures figures;
  private final Gate gate;
  private final Publication publication;
  private final Clock clock;

  public Shadowing(Figures figures, Gate gate, Publication publication, Clock clock) {
    this.figures = Objects.requireNonNull(figures);
    this.gate = Objects.requireNonNull(gate);
    this.publication = Objects.requireNonNull(publication);
    this.clock = Objects.requireNonNull(clock);
  }

  /** What a run publishes whose adapter rides along: the live release, with it as challenger. */
  static Release start(Task task, Release live, Release trained) {
    Release stays = live == null ? Release.base(task.name(), trained.at()) : live;
    return stays.with(new Challenger(task.definition().learning().shadow(), trained));
  }

  /** What a decision says of an adapter that rides along first. */
  static String reason(Task task, String judgement) {
    return String.format(
        Locale.ROOT,
        "%s It rides along on %.0f %% of the texts first.",
        judgement,
        100 * task.definition().learning().shadow());
  }

  /**
   * Looks at the challenger of {@code task}; a cheap look.
   *
   * @param decided the last decision about the task, null for none
   * @return the release that is live from now on, empty where nothing has changed
   */
  Optional<Release> check(Task task, Release live, Decision decided) {
    if (live == null || live.challenger() == null) {
      return Optional.empty();
    }
    Release trained = live.challenger().release();
    List<Pair> pairs = figures.pairs(task.name(), live.digest(), trained.digest());
    if (pairs.size() < ENOUGH) {
      return Optional.empty();
    }
    Judgement judgement =
        gate.judge(
            Promotion.EAGER,
            pairs.stream()
                .map(both -> new Tested(both.slice(), true, both.champion(), both.challenger()))
                .toList());
    String reason = "In the stream. " + judgement.reason();
    LOG.info("A challenger has ridden along: task={} reason={}", task.name(), reason);
    Release next =
        judgement.promoted()
            ? trained.after(live, trained.reason(), clock.instant())
            : live.with(null);
    var decision =
        new Decision(
            task.name(),
            judgement.promoted() ? Decision.Outcome.PROMOTED : Decision.Outcome.KEPT,
            live.digest(),
            trained.digest(),
            Challenge.test(judgement.overall()),
            null,
            trained.examples(),
            decided == null ? trained.trainedThrough() : decided.consideredThrough(),
            reason,
            clock.instant());
    return publication.publish(null, next, decision, live) ? Optional.of(next) : Optional.empty();
  }
}

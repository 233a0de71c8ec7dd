package io.clozeline.trainer.run;

import io.clozeline.events.Decision;
import io.clozeline.events.Evaluation;
import io.clozeline.events.Release;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.examples.ExampleMemory;
import io.clozeline.trainer.examples.Taught;
import io.clozeline.trainer.examples.TrainingSet;
import io.clozeline.trainer.gate.Comparison;
import io.clozeline.trainer.prequential.Figures;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a release that has gone live. Where its answers turn out worse than those of the one
 * before were, both are compared on the labels that have come since, which neither has learnt from;
 * if it is worse there too, the one before is live again, with demonstrations or without as it was.
 * The base model has one figure with and without them, so going from one to the other is not
 * watched. Used by one thread.
 */
public final class Probation {
  private static final Logger LOG = LoggerFactory.getLogger(Probation.class);

  /** Answers that a release must have given before anything is said of it. */
  private static final int FEWEST = 30;

  /** How far its answers must have fallen. */
  private static final double MARGIN = 0.05;

  /** How sure it must be that the one before is better. */
  private static final double SURE = 0.9;

  private final Figures figures;
  private final ExampleMemory memory;
  private final Curriculum curriculum;
  private final Challenge challenge;
  private final Publication publication;
  private final Clock clock;
  private final Map<String, Checked> checked = new HashMap<>();

  /** How many answers an adapter had given when it was looked at last. */
  private record Checked(String digest, long answers) {}

  public Probation(
      Figures figures,
      ExampleMemory memory,
      Curriculum curriculum,
      Challenge challenge,
      Publication publication,
      Clock clock) {
    this.figures = Objects.requireNonNull(figures);
    this.memory = Objects.requireNonNull(memory);
    this.curriculum = Objects.requireNonNull(curriculum);
    this.challenge = Objects.requireNonNull(challenge);
    this.publication = Objects.requireNonNull(publication);
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * Looks at the live release of {@code task}; a cheap look but where its answers have fallen.
   *
   * @return the release that is live instead, empty where nothing has changed
   */
  Optional<Release> check(Task task, Release live, Decision decided) {
    if (live == null || decided == null || decided.outcome() == Decision.Outcome.ROLLED_BACK) {
      return Optional.empty();
    }
    var now = figures.of(task.name(), live.digest()).orElse(null);
    var before = figures.of(task.name(), live.previous()).orElse(null);
    if (now == null || before == null || !fallen(now, before) || !due(task, live, now)) {
      return Optional.empty();
    }
    Comparison both = challenge.compareWithPrevious(task, since(task, live), live);
    LOG.info(
        "A release disappoints: task={} now={} before={} sure={}",
        task.name(),
        now.release(),
        before.release(),
        both.better());
    return both.better() >= SURE ? back(live, both, now, before) : Optional.empty();
  }

  private static boolean fallen(Evaluation.Prequential now, Evaluation.Prequential before) {
    return now.releaseSize() >= FEWEST
        && before.releaseSize() >= FEWEST
        && before.release() - now.release() > MARGIN;
  }

  /** Each time the answers are half as many again; not at every look. */
  private boolean due(Task task, Release live, Evaluation.Prequential now) {
    Checked last = checked.get(task.name());
    boolean same = last != null && Objects.equals(last.digest(), live.digest());
    if (same && now.releaseSize() * 2 < last.answers() * 3) {
      return false;
    }
    checked.put(task.name(), new Checked(live.digest(), now.releaseSize()));
    return true;
  }

  private Apart since(Task task, Release live) {
    var set = TrainingSet.of(memory, task, live.trainedThrough());
    Map<Boolean, List<Taught>> parts =
        set.examples().stream()
            .collect(Collectors.partitioningBy(one -> one.offset() > live.trainedThrough()));
    return curriculum.test(task, set.of(parts.get(false)), parts.get(true), live.trainedThrough());
  }

  private Optional<Release> back(
      Release live, Comparison both, Evaluation.Prequential now, Evaluation.Prequential before) {
    String reason =
        String.format(
            Locale.ROOT,
            "Rolled back: %.3f of %d answers were right, %.3f of those before; on %d labels since"
                + " then the adapter before has %.3f against %.3f.",
            now.release(),
            now.releaseSize(),
            before.release(),
            both.examples(),
            both.challenger(),
            both.champion());
    Release release = live.back(reason, clock.instant());
    var decision =
        new Decision(
            live.task(),
            Decision.Outcome.ROLLED_BACK,
            live.digest(),
            live.previous(),
            Challenge.test(both),
            null,
            live.examples(),
            live.trainedThrough(),
            reason,
            release.at());
    boolean published = publication.publish(null, release, decision, live);
    return published ? Optional.of(release) : Optional.empty();
  }
}

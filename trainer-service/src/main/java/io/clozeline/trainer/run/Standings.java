package io.clozeline.trainer.run;

import io.clozeline.events.Decision;
import io.clozeline.events.Release;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.examples.Arrivals;
import io.clozeline.trainer.examples.Tally;
import io.clozeline.trainer.kind.KindTrainings;
import io.clozeline.trainer.pet.PatternExploiting;
import io.clozeline.trainer.policy.Cue;
import io.clozeline.trainer.policy.Policy;
import io.clozeline.trainer.policy.Standing;
import io.clozeline.trainer.policy.Verdict;
import io.clozeline.trainer.prequential.Figures;
import io.clozeline.trainer.unlabelled.Reservoir;
import io.clozeline.trainer.unlabelled.UnlabelledTexts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How the tasks stand, failures included. Safe for use by many threads. */
public final class Standings {
  /** The metric of a release: texts without labels that it was trained on. */
  static final String UNLABELLED = "unlabelled";

  /** A release is followed by another one once there are so many times as many texts. */
  private static final int GROWTH = 4;

  private final Policy policy;
  private final Arrivals arrivals;
  private final UnlabelledTexts unlabelled;
  private final Figures figures;
  private final InstantSource clock;
  private final Map<String, Long> failedThrough = new ConcurrentHashMap<>();

  public Standings(
      Policy policy,
      Arrivals arrivals,
      UnlabelledTexts unlabelled,
      Figures figures,
      InstantSource clock) {
    this.figures = Objects.requireNonNull(figures);
    this.clock = Objects.requireNonNull(clock);
    this.unlabelled = Objects.requireNonNull(unlabelled);
    this.policy = Objects.requireNonNull(policy);
    this.arrivals = Objects.requireNonNull(arrivals);
  }

  /** Whether to train {@code task}, whose examples count {@code tally}. */
  public Verdict judge(Task task, Tally tally, Catalogue catalogue) {
    return policy.judge(
        new Standing(
            tally,
            task.definition().learning().minExamples(),
            KindTrainings.of(task).fewestLabels(),
            failedThrough.getOrDefault(task.name(), -1L),
            arrivals.quiet(task.name()),
            arrivals.waiting(task.name()),
            cues(task, catalogue)));
  }

  /** What beside new examples bears on whether to train {@code task}. */
  Set<Cue> cues(Task task, Catalogue catalogue) {
    var cues = EnumSet.noneOf(Cue.class);
    add(cues, Cue.FROZEN, catalogue.frozen(task.name()));
    add(cues, Cue.ORDERED, catalogue.ordered(task.name()));
    add(cues, Cue.ALARMED, alarmed(task, catalogue));
    add(cues, Cue.OVERDUE, overdue(task, catalogue));
    add(cues, Cue.COMPARED, compared(catalogue.live(task.name())));
    add(cues, Cue.GROWN, grown(task, catalogue.live(task.name())));
    return cues;
  }

  private static void add(Set<Cue> cues, Cue cue, boolean given) {
    if (given) {
      cues.add(cue);
    }
  }

  private boolean alarmed(Task task, Catalogue catalogue) {
    Instant decided = decided(task, catalogue);
    return figures
        .alarmed(task.name())
        .filter(alarm -> decided == null || alarm.isAfter(decided))
        .isPresent();
  }

  private boolean overdue(Task task, Catalogue catalogue) {
    Duration longest = task.definition().learning().maxWait();
    if (longest == null) {
      return false;
    }
    Instant decided = decided(task, catalogue);
    Duration since =
        decided == null
            ? longer(arrivals.waiting(task.name()), arrivals.quiet(task.name()))
            : Duration.between(decided, clock.instant());
    return since.compareTo(longest) >= 0;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** When something was decided last about what {@code task} has learnt; null for never. */
  private static Instant decided(Task task, Catalogue catalogue) {
    Release live = catalogue.live(task.name());
    Decision decided = catalogue.decided(task.name());
    if (live == null || decided == null) {
      return live == null ? (decided == null ? null : decided.at()) : live.at();
    }
    return live.at().isAfter(decided.at()) ? live.at() : decided.at();
  }

  private static boolean compared(Release live) {
    return live != null && live.challenger() != null;
  }

  /** A task that learns from texts without labels may have many more of them by now. */
  private boolean grown(Task task, Release live) {
    if (live == null || !Reservoir.wants(task)) {
      return false;
    }
    double seen = live.metrics().getOrDefault(UNLABELLED, 0.0);
    int texts = unlabelled.count(task);
    int wanted = task.definition().learning().pet().unlabelled();
    return texts >= PatternExploiting.FEWEST_TEXTS
        && (texts >= GROWTH * Math.max(seen, PatternExploiting.FEWEST_TEXTS)
            || (texts == wanted && seen < wanted / 2.0));
  }

  /** A run has taken the examples that are there. */
  void started(Task task) {
    arrivals.taken(task.name());
  }

  /** A run on examples up to the offset {@code newest} ended. */
  void ended(Task task, long newest, Outcome outcome) {
    if (outcome == Outcome.FAILED) {
      failedThrough.put(task.name(), newest);
    } else {
      failedThrough.remove(task.name());
    }
  }
}

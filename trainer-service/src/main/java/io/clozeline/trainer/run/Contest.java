package io.clozeline.trainer.run;

import io.clozeline.events.task.Task;
import io.clozeline.trainer.engine.RunPhases;
import io.clozeline.trainer.gate.Comparison;
import java.util.IdentityHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The contenders of one run on the examples that are kept apart. Each is asked once. */
final class Contest {
  private static final Logger LOG = LoggerFactory.getLogger(Contest.class);

  private final Challenge challenge;
  private final Task task;
  private final Apart apart;
  private final RunPhases progress;
  private final Map<Contender, double[]> agreements = new IdentityHashMap<>();

  Contest(Challenge challenge, Task task, Apart apart, RunPhases progress) {
    this.challenge = challenge;
    this.task = task;
    this.apart = apart;
    this.progress = progress;
  }

  /** Whether there is an example to tell them apart by. */
  boolean tells() {
    return !apart.isEmpty();
  }

  /** {@code other} where it is surely better, else {@code simpler}. */
  Contender surer(Contender simpler, Contender other) {
    Comparison both = Comparison.of(agreements(simpler), agreements(other));
    LOG.info(
        "Another rung was tried: task={} rung={} demonstrations={} sure={}",
        task.name(),
        other.rung().text(),
        other.shown(),
        both.better());
    return both.better() >= Ladder.SURE ? other : simpler;
  }

  private double[] agreements(Contender contender) {
    return agreements.computeIfAbsent(
        contender, one -> challenge.agreements(task, apart, one, progress));
  }
}

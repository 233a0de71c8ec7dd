package io.clozeline.trainer.run;

import io.clozeline.trainer.engine.RunPhases;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a run step by step, and ends it when the service goes down. */
final class RunProgress implements RunPhases {
  private static final Logger LOG = LoggerFactory.getLogger(RunProgress.class);
  private static final int LOG_EVERY = 10;
  private static final double LAST_SHARE = 0.1;

  private final Deference deference;
  private final RunListener listener;
  private final BooleanSupplier stopped;
  private RunState state;
  private double lastLosses;
  private int lastSteps;
  private Duration rested = Duration.ZERO;

  RunProgress(RunState start, Deference deference, RunListener listener, BooleanSupplier stopped) {
    this.state = Objects.requireNonNull(start);
    this.deference = Objects.requireNonNull(deference);
    this.listener = Objects.requireNonNull(listener);
    this.stopped = Objects.requireNonNull(stopped);
    listener.running(start);
    deference.begin();
  }

  @Override
  public void phase(String name) {
    requireGoing();
    state = state.in(name);
    lastLosses = 0;
    lastSteps = 0;
    listener.running(state);
    LOG.info("Training: task={} phase={}", state.task(), name);
  }

  @Override
  public void scored(int done, int of) {
    requireGoing();
    state = state.at(done, of, 0);
    listener.running(state);
    if (done < of) {
      rest();
    }
  }

  @Override
  public void step(int step, int of, double loss) {
    requireGoing();
    if (!Double.isFinite(loss)) {
      throw new IllegalStateException("the loss is " + loss + " at step " + step + " of " + of);
    }
    state = state.at(step, of, loss);
    listener.running(state);
    if (step > of * (1 - LAST_SHARE)) {
      lastLosses += loss;
      lastSteps++;
    }
    if (step % LOG_EVERY == 0 || step == of) {
      String rounded = String.format(Locale.ROOT, "%.4f", loss);
      LOG.info("Training: task={} step={} of={} loss={}", state.task(), step, of, rounded);
    }
    if (step < of) {
      rest();
    }
  }

  private void requireGoing() {
    if (stopped.getAsBoolean()) {
      throw new TrainingStopped();
    }
  }

  private void rest() {
    Duration rest = deference.rest(stopped);
    rested = rested.plus(rest);
    listener.rested(rest);
  }

  int steps() {
    return state.step();
  }

  /** How long the run stood back for texts that waited. */
  Duration rested() {
    return rested;
  }

  /** The mean loss of the last tenth of the steps. */
  double finalLoss() {
    return lastSteps == 0 ? state.loss() : lastLosses / lastSteps;
  }
}

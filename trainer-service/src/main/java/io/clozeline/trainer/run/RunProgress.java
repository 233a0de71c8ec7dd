package io.clozeline.trainer.run;

import io.clozeline.bert.training.TrainingProgress;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a run step by step, and ends it when the service goes down. */
final class RunProgress implements TrainingProgress {
  private static final Logger LOG = LoggerFactory.getLogger(RunProgress.class);
  private static final int LOG_EVERY = 10;
  private static final double LAST_SHARE = 0.1;

  private final RunListener listener;
  private final BooleanSupplier stopped;
  private RunState state;
  private double lastLosses;
  private int lastSteps;

  RunProgress(RunState start, RunListener listener, BooleanSupplier stopped) {
    this.state = Objects.requireNonNull(start);
    this.listener = Objects.requireNonNull(listener);
    this.stopped = Objects.requireNonNull(stopped);
    listener.running(start);
  }

  @Override
  public void step(int step, int of, double loss) {
    if (stopped.getAsBoolean()) {
      throw new TrainingStopped();
    }
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
  }

  int steps() {
    return state.step();
  }

  /** The mean loss of the last tenth of the steps. */
  double finalLoss() {
    return lastSteps == 0 ? state.loss() : lastLosses / lastSteps;
  }
}

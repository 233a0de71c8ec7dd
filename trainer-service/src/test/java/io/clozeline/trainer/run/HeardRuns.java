package io.clozeline.trainer.run;

import io.clozeline.trainer.examples.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a listener hears. */
public final class HeardRuns implements RunListener {
  public final List<RunState> states = new ArrayList<>();
  public final List<Outcome> outcomes = new ArrayList<>();
  final List<Duration> rests = new ArrayList<>();
  int counts;

  @Override
  public void counted(String task, Tally tally) {
    counts++;
  }

  @Override
  public void running(RunState state) {
    states.add(state);
  }

  @Override
  public void rested(Duration rest) {
    rests.add(rest);
  }

  @Override
  public void ended(String task, Outcome outcome, Duration took) {
    outcomes.add(outcome);
  }
}

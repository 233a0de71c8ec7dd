package io.clozeline.deploy.simulate;

import io.clozeline.events.task.TaskDefinition;
import java.util.List;

/** Learns from the labels of a stream, in one of the ways to do so. */
interface Learner extends AutoCloseable {
  /** The task that answers the next texts. */
  TaskDefinition task();

  /** Takes the labels of these places. */
  void take(List<Integer> places);

  /**
   * Waits until everything that was to be learnt is learnt and live.
   *
   * @param answered how many texts have been answered
   * @throws IllegalStateException when the chain stops to learn
   */
  void settle(int answered);

  /** How many labels it was given. */
  int labels();

  /** Forgets what it has learnt. */
  @Override
  void close();
}

package io.clozeline.trainer;

import java.time.Duration;

/**
 * How long records wait before one stage, by Little's law: those that wait, divided by the rate at
 * which they arrive. Used by one thread.
 */
final class WaitingStage {
  private static final double MEMORY_SECONDS = 5;

  private final String topic;
  private final String group;
  private long writtenBefore = -1;
  private long at;
  private double rate; // records a second

  WaitingStage(String topic, String group) {
    this.topic = topic;
    this.group = group;
  }

  String topic() {
    return topic;
  }

  String group() {
    return group;
  }

  /**
   * Takes what was seen.
   *
   * @param written records that were ever written
   * @param waiting those that the group has not committed
   * @return how long they wait; a second for each where none has arrived of late
   */
  Duration look(long written, long waiting, long nanoTime) {
    if (writtenBefore >= 0 && nanoTime > at) {
      double seconds = (nanoTime - at) / 1e9;
      double share = 1 - Math.exp(-seconds / MEMORY_SECONDS);
      rate += share * ((written - writtenBefore) / seconds - rate);
    }
    writtenBefore = written;
    at = nanoTime;
    return Duration.ofMillis((long) (1_000 * waiting / Math.max(1, rate)));
  }
}

package io.clozeline.trainer.examples;

import io.clozeline.events.task.Task;
import java.util.Map;
import java.util.TreeMap;

/**
 * The examples of a task in numbers.
 *
 * @param examples those that the task can learn from
 * @param fresh those among them that its release has not seen
 * @param leftOut those of another version of the task, or that do not fit it
 * @param newest the offset of the newest usable one, -1 without any
 * @param labels usable examples by label
 */
public record Tally(
    int examples, int fresh, int leftOut, long newest, Map<String, Integer> labels) {
  public Tally {
    labels = Map.copyOf(labels);
  }

  /**
   * Counts.
   *
   * @param trainedThrough the last offset that the task's release has seen, -1 without a release
   */
  public static Tally of(ExampleMemory memory, Task task, long trainedThrough) {
    var counter = new Counter(task, trainedThrough);
    memory.each(task.name(), counter::add);
    return counter.tally();
  }

  /** Counts while somebody else looks at the same examples. */
  static final class Counter {
    private final Task task;
    private final long trainedThrough;
    private final Map<String, Integer> labels = new TreeMap<>();
    private int examples;
    private int fresh;
    private int leftOut;
    private long newest = -1;

    Counter(Task task, long trainedThrough) {
      this.task = task;
      this.trainedThrough = trainedThrough;
    }

    /** Counts one; true when the task can learn from it. */
    boolean add(Kept kept) {
      if (!kept.usableBy(task)) {
        leaveOut();
        return false;
      }
      examples++;
      fresh += kept.offset() > trainedThrough ? 1 : 0;
      newest = Math.max(newest, kept.offset());
      labels.merge(kept.label(), 1, Integer::sum);
      return true;
    }

    /** Counts one that the task cannot learn from. */
    void leaveOut() {
      leftOut++;
    }

    Tally tally() {
      return new Tally(examples, fresh, leftOut, newest, labels);
    }
  }
}

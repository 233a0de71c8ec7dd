package io.clozeline.deploy.simulate;

import io.clozeline.events.task.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntFunction;

/** Learns everything anew at given texts; a task of its own each time. Used by one thread. */
final class Offline implements Learner {
  private final TreeSet<Integer> lessons;
  private final IntFunction<Teaching> teachings;
  private final Course course;
  private final Runnable waiting;
  private final List<Integer> labelled = new ArrayList<>();
  private Teaching last;

  /**
   * @param lessons the texts at which it learns
   * @param teachings makes a task that has learnt nothing, and learns from that many labels
   */
  Offline(List<Integer> lessons, IntFunction<Teaching> teachings, Course course, Runnable waiting) {
    this.lessons = new TreeSet<>(lessons);
    this.teachings = teachings;
    this.course = course;
    this.waiting = waiting;
    this.last = teachings.apply(0);
  }

  @Override
  public TaskDefinition task() {
    return last.task();
  }

  @Override
  public void take(List<Integer> places) {
    labelled.addAll(places);
  }

  @Override
  public void settle(int answered) {
    boolean due = false;
    while (!lessons.isEmpty() && lessons.first() <= answered) {
      lessons.pollFirst();
      due = true;
    }
    if (!due || labelled.size() < 2) {
      return;
    }
    Teaching next = teachings.apply(labelled.size());
    next.feed(next.task().name() + "-", labelled);
    next.settle(waiting);
    last.close();
    last = next;
    course.learnt(answered);
    course.happened(
        new Course.Event(
            answered, labelled.size(), "retrained on all " + labelled.size() + " labels"));
  }

  @Override
  public int labels() {
    return labelled.size();
  }

  @Override
  public void close() {
    last.close();
  }
}

package io.clozeline.deploy.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What became of a stream under one policy. Safe for use by many threads. */
public final class Course {
  private final Policy policy;
  private final double[] right;
  private final boolean[] refused;
  private final List<Event> events = new ArrayList<>();
  private final List<Integer> lessons = new ArrayList<>();
  private final List<Exam> exams = new ArrayList<>();
  private int labels;
  private double minutes;

  /**
   * Something that happened.
   *
   * @param text how many texts had been answered
   * @param labels how many labels had been given
   */
  public record Event(int text, int labels, String what) {}

  /**
   * How right the task was on rows that are no part of the stream.
   *
   * @param text how many texts of the stream had been answered
   * @param labels how many labels had been given
   * @param value the usual figure of the task's kind
   */
  public record Exam(int text, int labels, String metric, double value) {}

  Course(Policy policy, int texts) {
    this.policy = policy;
    this.right = new double[texts];
    this.refused = new boolean[texts];
    Arrays.fill(right, Double.NaN);
  }

  public Policy policy() {
    return policy;
  }

  /** The answer to the text at {@code place} was right to that degree, 0 to 1. */
  synchronized void answered(int place, double agreement) {
    right[place] = agreement;
  }

  /** It got none, which is wrong. */
  synchronized void refused(int place) {
    right[place] = 0;
    refused[place] = true;
  }

  synchronized void happened(Event event) {
    events.add(event);
  }

  /** Everything up to there that is labelled has been learnt from. */
  synchronized void learnt(int place) {
    lessons.add(place);
  }

  synchronized void examined(Exam exam) {
    exams.add(exam);
  }

  synchronized boolean examinedAt(int text) {
    return exams.stream().anyMatch(exam -> exam.text() == text);
  }

  synchronized void over(int labelsGiven, double tookMinutes) {
    labels = labelsGiven;
    minutes = tookMinutes;
  }

  /**
   * The mean over the texts from {@code from} to before {@code to} that were answered; NaN for
   * none.
   */
  public synchronized double mean(int from, int to) {
    return Arrays.stream(right, Math.max(0, from), Math.min(to, right.length))
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  public synchronized int refusals() {
    int count = 0;
    for (boolean one : refused) {
      count += one ? 1 : 0;
    }
    return count;
  }

  public synchronized List<Event> events() {
    return List.copyOf(events);
  }

  /** The texts at which it had learnt. */
  public synchronized List<Integer> lessons() {
    return List.copyOf(lessons);
  }

  public synchronized List<Exam> exams() {
    return List.copyOf(exams);
  }

  public synchronized int labels() {
    return labels;
  }

  public synchronized double minutes() {
    return minutes;
  }

  public int size() {
    return right.length;
  }
}

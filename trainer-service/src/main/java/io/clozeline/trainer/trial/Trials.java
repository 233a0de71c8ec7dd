package io.clozeline.trainer.trial;

import io.clozeline.events.Annotation;
import io.clozeline.events.Example;
import io.clozeline.events.Feedback;
import io.clozeline.events.Shadow;
import io.clozeline.events.Trial;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topics;
import io.clozeline.trainer.trial.TimedRecords.Timed;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The join of one partition. A label tests the newest answer that was served before it was given:
 * an answer that came later may have learnt from it. What a challenger said of the same document is
 * tested on the same label; where that is read after the label, the trial is made again with it.
 * Used by one stream thread.
 */
final class Trials {
  /** No task has a name that begins so. */
  private static final String SHADOW = "/";

  private final TimedRecords served;
  private final TimedRecords early;
  private final Function<String, Task> tasks;
  private final TrialListener listener;

  /**
   * @param served annotations, those of challengers under keys of their own
   * @param early feedback whose annotation has not been read yet, and under keys of their own that
   *     whose challenger has not
   * @param tasks null for a task that is not defined
   */
  Trials(
      TimedRecords served,
      TimedRecords early,
      Function<String, Task> tasks,
      TrialListener listener) {
    this.served = Objects.requireNonNull(served);
    this.early = Objects.requireNonNull(early);
    this.tasks = Objects.requireNonNull(tasks);
    this.listener = Objects.requireNonNull(listener);
  }

  /**
   * An answer was served.
   *
   * @param at when its text was written, milliseconds since the epoch
   */
  Optional<Trial> annotation(byte[] record, long at, long now) {
    Annotation said = Topics.ANNOTATIONS.codec().decode(record);
    String key = Example.key(said.task(), said.id());
    long when = served(said, at, now);
    served.put(key, when, record);
    return waiting(key, when, now)
        .flatMap(label -> tested(trial(right(label), label, new Timed(when, record), now)));
  }

  /**
   * A challenger would have answered. One transaction writes this and the annotation, but to two
   * partitions, so a label given to the annotation may be read before this.
   *
   * @param at when its text was written, milliseconds since the epoch
   */
  Optional<Trial> shadow(byte[] record, long at, long now) {
    Annotation said = Topics.SHADOWS.codec().decode(record);
    String document = Example.key(said.task(), said.id());
    String key = SHADOW + document;
    long when = served(said, at, now);
    served.put(key, when, record);
    return waiting(key, when, now)
        .flatMap(
            label ->
                answer(document, label.at(), now)
                    .flatMap(answer -> trial(right(label), label, answer, now)));
  }

  /**
   * A person said something.
   *
   * @param at when the record was written, milliseconds since the epoch
   */
  Optional<Trial> feedback(byte[] record, long at, long now) {
    Feedback right = Topics.FEEDBACK.codec().decode(record);
    String key = Example.key(right.task(), right.id());
    early.erase(key, now);
    early.erase(SHADOW + key, now);
    if (right.erases()) {
      served.erase(key, now);
      served.erase(SHADOW + key, now);
      return Optional.empty();
    }
    long when = Math.max(0, Math.min(now, right.at() == null ? at : right.at().toEpochMilli()));
    Optional<Timed> answer = answer(key, when, now);
    if (answer.isPresent()) {
      return tested(trial(right, new Timed(when, record), answer.get(), now));
    }
    early.put(key, when, record);
    listener.waits();
    return Optional.empty();
  }

  /**
   * The newest label under {@code key}, which waits no more; empty where none waits for what was
   * served at {@code when}, but for an answer from before.
   */
  private Optional<Timed> waiting(String key, long when, long now) {
    List<Timed> labels = early.all(key, now);
    if (labels.isEmpty() || labels.get(labels.size() - 1).at() < when) {
      return Optional.empty();
    }
    early.erase(key, now);
    return Optional.of(labels.get(labels.size() - 1));
  }

  private static Feedback right(Timed label) {
    return Topics.FEEDBACK.codec().decode(label.value());
  }

  /** The newest under {@code key} that was served by {@code when}. */
  private Optional<Timed> answer(String key, long when, long now) {
    List<Timed> answers = served.all(key, now);
    for (int i = answers.size() - 1; i >= 0; i--) {
      if (answers.get(i).at() <= when) {
        return Optional.of(answers.get(i));
      }
    }
    return Optional.empty();
  }

  private Optional<Trial> tested(Optional<Trial> trial) {
    trial.ifPresent(made -> listener.tested());
    return trial;
  }

  /** When the answer was given; not later than now, whatever the text's own time was. */
  private static long served(Annotation said, long at, long now) {
    long took = said.latencies() == null ? 0 : Math.max(0, said.latencies().total());
    return Math.max(0, Math.min(now, at + took));
  }

  private Optional<Trial> trial(Feedback right, Timed label, Timed answer, long now) {
    Annotation said = Topics.ANNOTATIONS.codec().decode(answer.value());
    Task task = tasks.apply(right.task());
    if (task == null || said.model() == null || !sameKind(said, task)) {
      listener.unusable();
      return Optional.empty();
    }
    try {
      right.check(task.definition());
    } catch (EventException wrong) {
      listener.unusable(); // the tokenizer refuses it, too, and says so
      return Optional.empty();
    }
    Shadow shadow = shadow(right, label.at(), task, now);
    if (shadow == null && task.definition().learning().shadow() != null) {
      early.put(SHADOW + Example.key(right.task(), right.id()), label.at(), label.value());
    }
    return Optional.of(
        new Trial(
            right.id(),
            right.task(),
            said.model().task(),
            said.model().adapter(),
            task.definition().kind().agreement(right, said, task.definition()),
            task.definition().kind().slice(right),
            answer.at(),
            label.at(),
            shadow));
  }

  /** How right the newest challenger was that had answered before; null where none had. */
  private Shadow shadow(Feedback right, long labelled, Task task, long now) {
    Timed answer =
        answer(SHADOW + Example.key(right.task(), right.id()), labelled, now).orElse(null);
    if (answer == null) {
      return null;
    }
    Annotation said = Topics.SHADOWS.codec().decode(answer.value());
    boolean usable = said.model() != null && said.model().adapter() != null && sameKind(said, task);
    return usable
        ? new Shadow(
            said.model().adapter(),
            task.definition().kind().agreement(right, said, task.definition()))
        : null;
  }

  /** A task that was defined anew may be of another kind than its last answers. */
  private static boolean sameKind(Annotation said, Task task) {
    return said.model().task() != null && said.kind().equals(task.definition().kind().text());
  }
}

package io.clozeline.tokenizer.feedback;

import io.clozeline.events.Example;
import io.clozeline.events.Feedback;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.stage.Incoming;
import io.clozeline.events.stage.Outgoing;
import io.clozeline.events.stage.StageLogic;
import io.clozeline.events.topic.Topics;
import io.clozeline.tokenizer.sequence.SequencedText;
import io.clozeline.tokenizer.task.KnownTasks;
import io.clozeline.tokenizer.task.SequencedTask;
import io.clozeline.tokenizer.text.DocumentKey;

/** Feedback to examples. */
public final class FeedbackLogic implements StageLogic<Example> {
  private final KnownTasks tasks;

  public FeedbackLogic(KnownTasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public Outgoing<Example> apply(Incoming incoming) {
    Feedback feedback = Topics.FEEDBACK.codec().decode(incoming.value());
    DocumentKey.check(incoming.key(), feedback.id());
    String key = Example.key(feedback.task(), feedback.id());
    if (feedback.erases()) {
      return new Outgoing<>(key, null); // whether or not the task is still there
    }
    SequencedTask task = tasks.require(feedback.task(), incoming.at());
    requireLabel(feedback, task);
    return new Outgoing<>(key, example(feedback, task, incoming.at()));
  }

  private static void requireLabel(Feedback feedback, SequencedTask task) {
    if (!task.kind().labelled()) {
      throw new EventException(
          ErrorCode.INVALID_FIELD, "a " + task.kind().text() + " task learns from no label");
    }
    if (task.task().label(feedback.label()) < 0) {
      throw new EventException(
          ErrorCode.UNKNOWN_LABEL,
          "the label is none of the task's: " + task.task().definition().labels());
    }
    if (feedback.text() == null) {
      throw new EventException(
          ErrorCode.TEXT_MISSING, "the field \"text\" is missing: there is nothing to learn from");
    }
  }

  private static Example example(Feedback feedback, SequencedTask task, long writtenAt) {
    SequencedText sequenced = task.sequence(feedback.text(), feedback.textB());
    return new Example(
        feedback.id(),
        feedback.task(),
        task.task().version(),
        feedback.label(),
        feedback.annotator(),
        feedback.at() == null ? writtenAt : feedback.at().toEpochMilli(),
        sequenced.lesson());
  }
}

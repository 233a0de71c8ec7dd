package io.clozeline.tokenizer.feedback;

import io.clozeline.events.Example;
import io.clozeline.events.Feedback;
import io.clozeline.events.stage.Incoming;
import io.clozeline.events.stage.Outgoing;
import io.clozeline.events.stage.StageLogic;
import io.clozeline.events.topic.Topics;
import io.clozeline.tokenizer.document.Documents;
import io.clozeline.tokenizer.kind.Lesson;
import io.clozeline.tokenizer.task.KnownTasks;
import io.clozeline.tokenizer.task.SequencedTask;
import io.clozeline.tokenizer.text.DocumentKey;

/** Feedback to examples. */
public final class FeedbackLogic implements StageLogic<Example> {
  private final KnownTasks tasks;
  private final Documents documents;

  /**
   * @param documents that feedback may name without bringing their texts
   */
  public FeedbackLogic(KnownTasks tasks, Documents documents) {
    this.tasks = tasks;
    this.documents = documents;
  }

  @Override
  public Outgoing<Example> apply(Incoming incoming) {
    Feedback feedback = Topics.FEEDBACK.codec().decode(incoming.value());
    DocumentKey.check(incoming.key(), feedback.id());
    String key = Example.key(feedback.task(), feedback.id());
    if (feedback.erases()) {
      documents.forget(feedback.id());
      return new Outgoing<>(key, null); // whether or not the task is still there
    }
    SequencedTask task = tasks.require(feedback.task(), incoming.at());
    return new Outgoing<>(key, example(withText(feedback), task, incoming.at()));
  }

  private Feedback withText(Feedback feedback) {
    return feedback.text() != null || feedback.textB() != null
        ? feedback
        : documents.find(feedback.id()).map(feedback::of).orElse(feedback);
  }

  private static Example example(Feedback feedback, SequencedTask task, long writtenAt) {
    Lesson lesson = task.lesson(feedback);
    return new Example(
        feedback.id(),
        feedback.task(),
        task.task().version(),
        task.kind().slice(feedback),
        feedback.annotator(),
        feedback.at() == null ? writtenAt : feedback.at().toEpochMilli(),
        lesson.sequences(),
        feedback.labels(),
        feedback.value(),
        lesson.targets());
  }
}

package io.clozeline.tokenizer.task;

import io.clozeline.events.Feedback;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.Texts;
import io.clozeline.tokenizer.kind.Layout;
import io.clozeline.tokenizer.kind.Lesson;
import io.clozeline.tokenizer.sequence.SequencedText;
import java.util.List;
import java.util.Objects;

/** A task and how its texts are laid out. */
public record SequencedTask(Task task, Layout layout) {
  public SequencedTask {
    Objects.requireNonNull(task);
    Objects.requireNonNull(layout);
  }

  public TaskKind kind() {
    return task.definition().kind();
  }

  /** How old a text may be, null for any age. */
  public Long maxAgeMillis() {
    var maxAge = task.definition().maxAge();
    return maxAge == null ? null : maxAge.toMillis();
  }

  /**
   * Lays out a text, or a pair where the task reads pairs.
   *
   * @throws EventException when a text is missing, is one too many, or cannot be laid out
   */
  public SequencedText sequence(String text, String textB) {
    requireTexts(textB);
    return layout.sequence(text, textB);
  }

  /** As {@link Layout#contentFree}. */
  public List<TokenSequence> contentFree() {
    return layout.contentFree();
  }

  /**
   * What the trainer learns from {@code feedback}.
   *
   * @throws EventException when its answer is not one that the task can have for its text
   */
  public Lesson lesson(Feedback feedback) {
    feedback.check(task.definition());
    if (feedback.text() == null) {
      throw new EventException(
          ErrorCode.TEXT_MISSING,
          "the field \"text\" is missing, and no text of that id came lately");
    }
    requireTexts(feedback.textB());
    return layout.lesson(feedback);
  }

  private void requireTexts(String textB) {
    Texts texts = task.definition().texts();
    if (texts == Texts.TWO && textB == null) {
      throw new EventException(
          ErrorCode.MISSING_FIELD, "the field \"textB\" is missing: the task reads pairs");
    }
    if (texts == Texts.ONE && textB != null) {
      throw new EventException(
          ErrorCode.INVALID_FIELD, "the field \"textB\" is there, but the task reads one text");
    }
  }
}

package io.clozeline.heads.stream;

import io.clozeline.bert.ModelInfo;
import io.clozeline.events.Annotation;
import io.clozeline.events.EncodedText;
import io.clozeline.events.Encoding;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.stage.Beside;
import io.clozeline.events.stage.Incoming;
import io.clozeline.events.stage.Outgoing;
import io.clozeline.events.stage.StageLogic;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import io.clozeline.heads.answer.AdapterHead;
import io.clozeline.heads.answer.Annotator;
import io.clozeline.heads.answer.KnownTask;
import io.clozeline.heads.answer.Question;
import io.clozeline.heads.review.Reviewer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What heads does with one record: reads it, finds its task and adapter, annotates, and asks people
 * about it where that is worth it.
 */
public final class HeadsLogic implements StageLogic<Annotation> {
  private final ModelInfo model;
  private final BiFunction<String, String, KnownTask> tasks;
  private final Function<String, AdapterHead> adapters;
  private final Annotator annotator;
  private final Reviewer reviewer;
  private final Shadows shadows;

  /**
   * @param tasks a task by its name and version; throws where there is none
   * @param adapters an adapter's head by its digest; throws where there is none
   */
  public HeadsLogic(
      ModelInfo model,
      BiFunction<String, String, KnownTask> tasks,
      Function<String, AdapterHead> adapters,
      Annotator annotator,
      Reviewer reviewer,
      ShadowListener listener) {
    this.model = model;
    this.tasks = tasks;
    this.adapters = adapters;
    this.annotator = annotator;
    this.reviewer = reviewer;
    this.shadows = new Shadows(adapters, annotator, listener);
  }

  @Override
  public Outgoing<Annotation> apply(Incoming incoming) {
    EncodedText text = Topics.ENCODINGS.codec().decode(incoming.value());
    if (!Arrays.equals(Topic.key(text.id()), incoming.key())) {
      throw new EventException(ErrorCode.KEY_MISMATCH, "the key is not the document's id");
    }
    checkModel(text);
    KnownTask task = tasks.apply(text.task(), text.taskVersion());
    String digest = text.adapterDigest();
    AdapterHead adapter = digest == null ? null : adapters.apply(digest);
    return outgoing(new Question(text, task, adapter));
  }

  private Outgoing<Annotation> outgoing(Question question) {
    Annotation annotation = annotator.annotate(question);
    List<Beside<?>> beside = new ArrayList<>();
    reviewer
        .review(question, annotation)
        .ifPresent(review -> beside.add(new Beside<>(Topics.REVIEW, review)));
    shadows.of(question.text(), question.task()).ifPresent(beside::add);
    return new Outgoing<>(annotation.id(), annotation, beside);
  }

  /** Vectors of one model read by the head of another would give an answer without meaning. */
  private void checkModel(EncodedText text) {
    same("base", model.weightsDigest(), text.base());
    same("tokenizer", model.tokenizerDigest(), text.tokenizer());
    text.sequences().forEach(this::checkWidth);
    if (text.shadow() != null) {
      text.shadow().sequences().forEach(this::checkWidth);
    }
    if (text.contentFree() != null) {
      text.contentFree().forEach(this::checkWidth);
    }
  }

  private void checkWidth(Encoding sequence) {
    if (sequence.hidden() != model.hidden()) {
      throw new EventException(
          ErrorCode.MALFORMED_BINARY,
          "vectors of " + sequence.hidden() + " numbers for a model of " + model.hidden());
    }
  }

  private static void same(String field, String ours, String theirs) {
    if (!ours.equals(theirs)) {
      throw new EventException(
          ErrorCode.INVALID_FIELD,
          "the field \"" + field + "\" is " + theirs + "; this service runs with " + ours);
    }
  }
}

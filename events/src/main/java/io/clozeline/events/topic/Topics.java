package io.clozeline.events.topic;

import io.clozeline.events.Annotation;
import io.clozeline.events.Control;
import io.clozeline.events.Decision;
import io.clozeline.events.EncodedText;
import io.clozeline.events.Evaluation;
import io.clozeline.events.Example;
import io.clozeline.events.Feedback;
import io.clozeline.events.Release;
import io.clozeline.events.Review;
import io.clozeline.events.Text;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.Trial;
import io.clozeline.events.codec.BinaryCodec;
import io.clozeline.events.codec.BytesCodec;
import io.clozeline.events.codec.JsonCodec;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.topic.Topic.Cleanup;
import io.clozeline.events.topic.Topic.Spread;
import java.util.List;

/** Every topic of the product. */
public final class Topics {
  /** Texts to annotate, under the document's id. */
  public static final Topic<Text> TEXTS =
      new Topic<>("texts", JsonCodec.of(Text.class), Cleanup.DELETE, Spread.PARTITIONED);

  /** Texts as the encoder reads them, under the document's id. */
  public static final Topic<TokenizedText> TOKENS =
      new Topic<>(
          "tokens", BinaryCodec.of(TokenizedText.class), Cleanup.DELETE, Spread.PARTITIONED);

  /** Texts as vectors, under the document's id. */
  public static final Topic<EncodedText> ENCODINGS =
      new Topic<>(
          "encodings", BinaryCodec.of(EncodedText.class), Cleanup.DELETE, Spread.PARTITIONED);

  /** The answers, under the document's id. */
  public static final Topic<Annotation> ANNOTATIONS =
      new Topic<>(
          "annotations", JsonCodec.of(Annotation.class), Cleanup.DELETE, Spread.PARTITIONED);

  /** What a challenger would have answered, under the document's id; never served. */
  public static final Topic<Annotation> SHADOWS =
      new Topic<>("shadows", JsonCodec.of(Annotation.class), Cleanup.DELETE, Spread.PARTITIONED);

  /** Texts that are worth a label, under the document's id. */
  public static final Topic<Review> REVIEW =
      new Topic<>("review", JsonCodec.of(Review.class), Cleanup.DELETE, Spread.PARTITIONED);

  /** Labels from people, under the document's id. */
  public static final Topic<Feedback> FEEDBACK =
      new Topic<>("feedback", JsonCodec.of(Feedback.class), Cleanup.DELETE, Spread.PARTITIONED);

  /** What the trainer learns from, under {@link Example#key}, partitioned by the task. */
  public static final Topic<Example> EXAMPLES =
      new Topic<>("examples", BinaryCodec.of(Example.class), Cleanup.COMPACT, Spread.PARTITIONED);

  /** Answers beside what was right, under the task's name, partitioned as its examples. */
  public static final Topic<Trial> TRIALS =
      new Topic<>("trials", BinaryCodec.of(Trial.class), Cleanup.DELETE, Spread.PARTITIONED);

  /** How right each task's answers are, under the task's name. */
  public static final Topic<Evaluation> EVALUATIONS =
      new Topic<>(
          "evaluations", JsonCodec.of(Evaluation.class), Cleanup.DELETE, Spread.PARTITIONED);

  /** Adapter files, under the sha-256 of their bytes. */
  public static final Topic<byte[]> ADAPTERS =
      new Topic<>("adapters", new BytesCodec(), Cleanup.COMPACT, Spread.SINGLE);

  /** Which adapter is live, under the task's name. */
  public static final Topic<Release> RELEASES =
      new Topic<>("releases", JsonCodec.of(Release.class), Cleanup.COMPACT, Spread.SINGLE);

  /** What was decided about adapters, and why, under the task's name. */
  public static final Topic<Decision> DECISIONS =
      new Topic<>("decisions", JsonCodec.of(Decision.class), Cleanup.DELETE, Spread.SINGLE);

  /** What people order about the learning of a task, under its name. */
  public static final Topic<Control> CONTROLS =
      new Topic<>("controls", JsonCodec.of(Control.class), Cleanup.COMPACT, Spread.SINGLE);

  /** Task definitions, under the task's name. */
  public static final Topic<TaskDefinition> TASKS =
      new Topic<>("tasks", JsonCodec.strict(TaskDefinition.class), Cleanup.COMPACT, Spread.SINGLE);

  private Topics() {}

  /** All of them, in the order in which a text meets them. */
  public static List<Topic<?>> all() {
    return List.of(
        TEXTS,
        TOKENS,
        ENCODINGS,
        ANNOTATIONS,
        SHADOWS,
        REVIEW,
        FEEDBACK,
        EXAMPLES,
        TRIALS,
        EVALUATIONS,
        ADAPTERS,
        RELEASES,
        DECISIONS,
        CONTROLS,
        TASKS);
  }
}

package io.clozeline.events;

import static io.clozeline.events.Given.ordered;

import io.clozeline.events.task.Calibration;
import io.clozeline.events.task.Demonstrations;
import io.clozeline.events.task.Learning;
import io.clozeline.events.task.Pet;
import io.clozeline.events.task.Prompt;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.Windows;
import java.util.List;
import java.util.Map;

/** One record of what came with the kinds of task; the golden files hold the same. */
public final class GivenKinds {
  private static final String TEXT = "Ann lives in New York.";

  private GivenKinds() {}

  /** For several tasks. */
  public static Text text() {
    return new Text("ann-1", null, TEXT, null, null, List.of("topics", "places", "stars"));
  }

  /** Of {@link #multilabel}. */
  public static Feedback labels() {
    return Feedback.labels("ann-1", "topics", List.of("travel", "people"), TEXT, null);
  }

  /** Of {@link #regression}. */
  public static Feedback value() {
    return Feedback.value("ann-1", "stars", 3.5, TEXT, null);
  }

  /** Of {@link #tagging}. */
  public static Feedback tags() {
    return Feedback.tags(
        "ann-1", "places", List.of("B-per", "O", "O", "B-loc", "I-loc", "O"), TEXT);
  }

  /** Of {@link #tagging} too. */
  public static Feedback spans() {
    var spans = List.of(TextSpan.of(0, 3, "per"), TextSpan.of(13, 21, "loc"));
    return Feedback.spans("ann-1", "places", spans, TEXT, null);
  }

  /** Of a cloze task. */
  public static Feedback fills() {
    return Feedback.fills("ann-1", "cloze", List.of("lives", "york"), "Ann [MASK] in New [MASK].");
  }

  /** With the answers of all kinds at once, which no kind has. */
  public static Annotation annotation() {
    Annotation one = Given.annotation();
    return new Annotation(
        "ann-1",
        "places",
        "tagging",
        null,
        ordered("travel", 0.75, "people", 0.5),
        List.of("travel", "people"),
        3.5,
        List.of(new TextSpan(0, 3, "B-per", 0.875), new TextSpan(4, 9, "O", 1.0)),
        List.of(new TextSpan(0, 3, "per", 0.875), new TextSpan(13, 21, null, 0.25)),
        null,
        one.uncertainty(),
        false,
        8,
        1,
        one.model(),
        one.latencies());
  }

  /** With everything that a prompt and learning may say. */
  public static TaskDefinition prompted() {
    var prompt =
        new Prompt(
            List.of("{text} It was [MASK] {noun}.", "A [MASK] [MASK] {noun}: {text}"),
            List.of(2.0, 1.0),
            Map.of("noun", "film"),
            ordered("negative", List.of("very bad"), "positive", List.of("great")),
            Calibration.CONTEXTUAL,
            new Demonstrations(2, 4, 384, 32));
    return new TaskDefinition(
        "film",
        TaskKind.of("classification"),
        List.of("negative", "positive"),
        prompt,
        Learning.DEFAULT.change().epochs(3).pet(new Pet(500, 2.0, 2)).done(),
        null);
  }

  /** A task whose labels nobody writes. */
  public static TaskDefinition nextSentence() {
    return task("next", "next-sentence", List.of(), null, null, null);
  }

  public static TaskDefinition multilabel() {
    return task(
        "topics",
        "multilabel",
        List.of("travel", "people", "food"),
        null,
        null,
        Map.of("threshold", 0.25));
  }

  /** Of texts alone, by interpolation between two words. */
  public static TaskDefinition regression() {
    var words = ordered("low", List.of("terrible"), "high", List.of("great"));
    var prompt = new Prompt(List.of("{text} It was [MASK]."), words, Calibration.NONE);
    return task("stars", "regression", null, prompt, null, ordered("min", (Object) 0, "max", 5.0));
  }

  public static TaskDefinition tagging() {
    return task("places", "tagging", List.of("O", "B-loc", "I-loc", "B-per"), null, null, null);
  }

  public static TaskDefinition span() {
    return task(
        "answer",
        "span",
        null,
        null,
        new Windows(8, null, null),
        ordered("noAnswer", (Object) 0, "best", 5));
  }

  /** All of the above. */
  public static List<TaskDefinition> tasks() {
    return List.of(prompted(), nextSentence(), multilabel(), regression(), tagging(), span());
  }

  public static TokenizedText tokenized() {
    TokenizedText text = Given.tokenized();
    return new TokenizedText(
        text.id(),
        text.task(),
        text.taskVersion(),
        text.tokenizer(),
        text.tokensIn(),
        text.truncated(),
        text.windows(),
        text.textAt(),
        text.tokenizedAt(),
        text.sequences(),
        null,
        List.of(new TokenSequence(new int[] {101, 103, 102}, new int[3], new int[] {1}, null, 0)));
  }

  public static EncodedText encoded() {
    Encoding vectors = Encoding.of(new float[][] {{1, -0.5f}, {0.25f, 2}}, 2);
    return EncodedText.of(
        tokenized(),
        Given.BASE,
        null,
        1_767_323_045_711L,
        List.of(vectors.at(new int[] {-1, -1, 6, 70_000}), vectors),
        List.of(Encoding.of(new float[][] {{0.5f, 4}}, 2)),
        2);
  }

  /** With the answers of all kinds at once, which no kind has. */
  public static Example example() {
    Example one = Given.example();
    return new Example(
        one.id(),
        one.task(),
        one.taskVersion(),
        one.label(),
        null,
        one.at(),
        one.sequences(),
        List.of("travel", "people"),
        3.5,
        List.of(new int[] {30_521, -1}, new int[0]));
  }

  private static TaskDefinition task(
      String name,
      String kind,
      List<String> labels,
      Prompt prompt,
      Windows windows,
      Map<String, Object> options) {
    return new TaskDefinition(
        name, TaskKind.of(kind), labels, prompt, null, null, windows, null, options);
  }
}

package io.clozeline.events;

import io.clozeline.events.task.Calibration;
import io.clozeline.events.task.Learning;
import io.clozeline.events.task.Prompt;
import io.clozeline.events.task.ReviewStrategy;
import io.clozeline.events.task.Reviews;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.Windows;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One record of each topic, with every field of the first versions filled; the golden files hold
 * the same.
 */
public final class Given {
  static final String TASK_VERSION = "5f2b8c1d9e3a7046";
  static final String TOKENIZER = "7d6f0a1b".repeat(8);
  static final String BASE = "0badcafe".repeat(8);
  private static final String ADAPTER = "a1b2c3d4".repeat(8);

  private Given() {}

  public static Text text() {
    return new Text(
        "review-1",
        "sentiment",
        "Crème brûlée 😀, twice!",
        "And \"tea\".",
        ordered("source", "web", "author", "ann"));
  }

  public static Feedback feedback() {
    return new Feedback(
        "review-1",
        "sentiment",
        "positive",
        "Crème brûlée 😀, twice!",
        "And \"tea\".",
        "ann",
        Instant.parse("2026-01-02T03:04:05.678Z"),
        false);
  }

  public static Feedback erasure() {
    return new Feedback("review-1", "sentiment", null, null, null, null, null, true);
  }

  public static Annotation annotation() {
    return new Annotation(
        "review-1",
        "sentiment",
        "classification",
        "positive",
        ordered("negative", 0.125, "positive", 0.875),
        null,
        new Annotation.Uncertainty(0.75, 0.5),
        false,
        9,
        1,
        new Annotation.Model(BASE, TOKENIZER, TASK_VERSION, ADAPTER, ADAPTER, Rung.LINEAR),
        new Annotation.Latencies(3, 21, 5, 29));
  }

  public static Annotation cloze() {
    return new Annotation(
        "capital-1",
        "cloze",
        "cloze",
        null,
        null,
        List.of(
            List.of(new Annotation.Fill("paris", 0.5), new Annotation.Fill("lille", 0.25)),
            List.of(new Annotation.Fill(".", 1))),
        new Annotation.Uncertainty(0.25, 0.75),
        true,
        600,
        1,
        new Annotation.Model(BASE, TOKENIZER, TASK_VERSION, null, null),
        new Annotation.Latencies(3, 21, 5, 29));
  }

  /** Of {@link #annotation}. */
  public static Review review() {
    return new Review(
        "review-1",
        "sentiment",
        annotation(),
        "margin",
        0.25,
        0.125,
        0.875,
        "Its margin of 0.75 is among the lowest 2 % of the last 256 texts.",
        Instant.parse("2026-01-02T03:04:05.678Z"));
  }

  public static Release release() {
    return new Release(
        "sentiment",
        ADAPTER,
        BASE,
        ordered("loss", 0.03125, "seconds", 12.5),
        "Trained on 32 examples, 32 of them new.",
        32,
        41,
        Instant.parse("2026-01-02T03:04:05Z"),
        10L,
        BASE,
        Rung.PROMPT,
        null);
  }

  /** Another adapter rides along. */
  public static Release shadowed() {
    return rollback().with(new Challenger(0.25, release()));
  }

  /** The base model, which is shown demonstrations. */
  public static Release demonstrating() {
    return new Release(
            "sentiment",
            null,
            null,
            null,
            "The base model, shown demonstrations of 32 examples.",
            0,
            41,
            Instant.parse("2026-01-02T03:04:05Z"),
            null,
            null,
            Rung.DEMONSTRATIONS,
            null)
        .showing(true, false);
  }

  /** Back to the adapter before, as a person writes it. */
  public static Release rollback() {
    return new Release(
        "sentiment",
        BASE,
        ADAPTER,
        null,
        "The new one was worse on last week's texts.",
        16,
        41,
        Instant.parse("2026-01-03T00:00:00Z"));
  }

  public static Trial trial() {
    return new Trial(
        "review-1", "sentiment", BASE, ADAPTER, 1, "positive", 1767323045000L, 1767323105000L);
  }

  public static Trial shadowedTrial() {
    return new Trial(
        "review-1",
        "sentiment",
        BASE,
        ADAPTER,
        1,
        "positive",
        1767323045000L,
        1767323105000L,
        new Shadow(BASE, 0));
  }

  public static Evaluation shadowedEvaluation() {
    Evaluation evaluation = evaluation();
    return new Evaluation(
        evaluation.id(),
        evaluation.task(),
        evaluation.adapter(),
        evaluation.agreement(),
        evaluation.slice(),
        evaluation.prequential(),
        new Shadow(BASE, 0),
        null,
        evaluation.servedAt(),
        evaluation.labelledAt());
  }

  public static Evaluation evaluation() {
    return new Evaluation(
        "review-1",
        "sentiment",
        ADAPTER,
        1,
        "positive",
        new Evaluation.Prequential(0.875, 200, 0.8125, 0.90625, 32),
        null,
        true,
        Instant.parse("2026-01-02T03:04:05Z"),
        Instant.parse("2026-01-02T03:05:05Z"));
  }

  public static Control control() {
    return new Control(
        "sentiment",
        true,
        Instant.parse("2026-01-02T03:04:05Z"),
        "Until the campaign is over.",
        Instant.parse("2026-01-02T03:04:06Z"));
  }

  public static Decision decision() {
    return new Decision(
        "sentiment",
        Decision.Outcome.KEPT,
        ADAPTER,
        BASE,
        new Decision.Test("McNemar", 40, 0.875, 0.85, 1, 2, 0.3125),
        null,
        160,
        41,
        "The challenger is not surely better.",
        Instant.parse("2026-01-02T03:04:05Z"));
  }

  public static TaskDefinition task() {
    var words = ordered("negative", List.of("terrible", "bad"), "positive", List.of("great"));
    return new TaskDefinition(
        "sentiment",
        TaskKind.of("classification"),
        List.of("negative", "positive"),
        new Prompt(List.of("{text} It was [MASK]."), words, Calibration.ONLINE),
        new Learning("lora", 8, 16.0, List.of("query", "value"), 16, null, null),
        null);
  }

  /** The same task, with windows of its own and for texts that are not older than that. */
  public static TaskDefinition windowedTask() {
    TaskDefinition task = task();
    return new TaskDefinition(
        task.name(),
        task.kind(),
        task.labels(),
        task.prompt(),
        task.learning(),
        task.topK(),
        new Windows(8, 32),
        Duration.ofSeconds(30),
        null);
  }

  /** The same task, whose adapters ride along before they go live. */
  public static TaskDefinition shadowedTask() {
    TaskDefinition task = task();
    return task.learning(task.learning().change().shadow(0.25).done());
  }

  /** The same task, with people asked about some of its texts. */
  public static TaskDefinition reviewedTask() {
    return task().review(new Reviews(120, ReviewStrategy.ENTROPY, false));
  }

  /** The same text of a task with a greatest age. */
  public static TokenizedText ageing() {
    TokenizedText text = tokenized();
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
        30_000L,
        null);
  }

  public static TokenizedText tokenized() {
    return new TokenizedText(
        "review-1",
        "sentiment",
        TASK_VERSION,
        TOKENIZER,
        9,
        true,
        2,
        1_767_323_045_678L,
        1_767_323_045_690L,
        sequences());
  }

  public static EncodedText encoded() {
    float[][] vectors = {{1, -0.5f, 0.25f}, {65504, 0x1p-24f, -0f}};
    return EncodedText.of(
        tokenized(),
        BASE,
        ADAPTER,
        1_767_323_045_711L,
        List.of(Encoding.of(vectors, 3), Encoding.of(new float[0][], 3)));
  }

  public static EncodedText shadowedEncoding() {
    float[][] vectors = {{1, 0.5f, 0.25f}, {-65504, 0, 0x1p-24f}};
    return encoded()
        .with(
            new ShadowEncoding(
                BASE, List.of(Encoding.of(vectors, 3), Encoding.of(new float[0][], 3))));
  }

  /** The challenger alone is shown demonstrations. */
  public static EncodedText shadowedDraws() {
    float[][] vectors = {{1, 0.5f, 0.25f}, {-65504, 0, 0x1p-24f}};
    Encoding first = Encoding.of(vectors, 3);
    Encoding second = Encoding.of(new float[0][], 3);
    return encoded().with(new ShadowEncoding(BASE, List.of(first, first, second, second), 2));
  }

  public static Example example() {
    return new Example(
        "review-1", "sentiment", TASK_VERSION, "positive", "ann", 1_767_323_045_678L, sequences());
  }

  private static List<TokenSequence> sequences() {
    int[] ids = {101, 2023, 30521, 103, 102};
    int[] offsets = {-1, -1, 0, 5, 6, 70_000, -1, -1, -1, -1};
    return List.of(
        new TokenSequence(ids, new int[] {0, 0, 1, 1, 1}, new int[] {1, 3}, offsets, 0),
        new TokenSequence(new int[] {101, 102}, new int[2], new int[0], null, 4));
  }

  static <V> Map<String, V> ordered(String key, V value, String next, V nextValue) {
    var map = new LinkedHashMap<String, V>();
    map.put(key, value);
    map.put(next, nextValue);
    return map;
  }
}

package io.clozeline.tokenizer;

import io.clozeline.events.codec.JsonCodec;
import io.clozeline.tokenizer.task.SequencedTask;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Task definitions as a person writes them. */
public final class TestTasks {
  public static final String SENTIMENT =
      """
      {"name": "sentiment", "kind": "classification", "labels": ["negative", "positive"],
       "prompt": {"patterns": ["{text} It was [MASK].", "All in all: [MASK]. {text}"],
                  "verbalizer": {"negative": ["terrible", "bad"], "positive": ["great"]}}}
      """;
  public static final String SENTIMENT_LINEAR =
      """
      {"name": "sentiment-linear", "kind": "classification", "labels": ["negative", "positive"]}
      """;
  public static final String ENTAILMENT =
      """
      {"name": "entailment", "kind": "pair-classification", "labels": ["no", "yes"],
       "prompt": {"patterns": ["{text} ? [MASK] , {textB}"],
                  "verbalizer": {"no": ["no"], "yes": ["yes"]}}}
      """;
  public static final String ENTAILMENT_LINEAR =
      """
      {"name": "entailment-linear", "kind": "pair-classification", "labels": ["no", "yes"]}
      """;
  public static final String URGENT =
      """
      {"name": "urgent", "kind": "classification", "labels": ["no", "yes"], "maxAge": "PT30S"}
      """;
  public static final String CLOZE =
      """
      {"name": "cloze", "kind": "cloze"}
      """;

  public static final String MOOD =
      """
      {"name": "mood", "kind": "classification", "labels": ["down", "up"],
       "prompt": {"patterns": ["{text} On {topic} I am [MASK]."], "fields": {"topic": "food"},
                  "verbalizer": {"down": ["unimpressed"], "up": ["happy"]},
                  "calibration": "contextual", "demonstrations": 1}}
      """;
  public static final String TOPICS =
      """
      {"name": "topics", "kind": "multilabel", "labels": ["food", "price", "staff"]}
      """;
  public static final String STARS =
      """
      {"name": "stars", "kind": "regression", "options": {"min": 1, "max": 5},
       "prompt": {"patterns": ["{text} It was [MASK]."],
                  "verbalizer": {"low": ["terrible"], "high": ["great"]}}}
      """;
  public static final String SIMILARITY =
      """
      {"name": "similarity", "kind": "regression", "options": {"min": 0, "max": 5}}
      """;
  public static final String ENTITIES =
      """
      {"name": "entities", "kind": "tagging", "labels": ["O", "B-PER", "I-PER", "B-LOC"]}
      """;
  public static final String SPEECH =
      """
      {"name": "speech", "kind": "tagging", "labels": ["NOUN", "VERB", "PUNCT"],
       "options": {"words": "whitespace"}, "windows": {"tokens": 32, "overlap": 8}}
      """;
  public static final String QUESTIONS =
      """
      {"name": "questions", "kind": "span", "options": {"noAnswer": 0}}
      """;
  public static final String FOLLOWS =
      """
      {"name": "follows", "kind": "next-sentence"}
      """;

  /** One or more of every kind. */
  public static final List<String> ALL =
      List.of(
          SENTIMENT,
          SENTIMENT_LINEAR,
          ENTAILMENT,
          ENTAILMENT_LINEAR,
          URGENT,
          CLOZE,
          MOOD,
          TOPICS,
          STARS,
          SIMILARITY,
          ENTITIES,
          SPEECH,
          QUESTIONS,
          FOLLOWS);

  private TestTasks() {}

  public static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** The task that {@code json} defines. */
  public static SequencedTask task(String json) {
    return TestModel.taskReader().read(name(json), bytes(json));
  }

  /** All of them by their names. */
  public static Map<String, SequencedTask> all() {
    return ALL.stream().collect(Collectors.toMap(TestTasks::name, TestTasks::task, (a, b) -> a));
  }

  private static String name(String json) {
    Function<byte[], Map<?, ?>> parse = JsonCodec.of(Map.class)::decode;
    return (String) parse.apply(bytes(json)).get("name");
  }
}
